import Foundation
import Testing

/// Compares a text with the file of that name under `Goldens`. A missing file is written and fails the run, so that
/// nobody takes a first recording for a check.
func expectGolden(_ text: String, _ name: String, location: SourceLocation = #_sourceLocation) throws {
  let support = URL(filePath: #filePath).deletingLastPathComponent()
  let folder = support.deletingLastPathComponent().appending(path: "Goldens")
  let file = folder.appending(path: name + ".txt")
  let wanted = text.hasSuffix("\n") ? text : text + "\n"
  guard FileManager.default.fileExists(atPath: file.path) else {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try wanted.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name).txt: read it, then run again", sourceLocation: location)
    return
  }
  let golden = try String(contentsOf: file, encoding: .utf8)
  guard golden != wanted else { return }
  let old = golden.split(separator: "\n", omittingEmptySubsequences: false)
  let new = wanted.split(separator: "\n", omittingEmptySubsequences: false)
  var changes = ""
  for index in 0..<max(old.count, new.count) {
    let before = index < old.count ? String(old[index]) : "(no line)"
    let after = index < new.count ? String(new[index]) : "(no line)"
    if before != after { changes += "\(index + 1)\n- \(before)\n+ \(after)\n" }
  }
  Issue.record("\(name).txt differs:\n\(changes)", sourceLocation: location)
}
