import Foundation

/// Plain-text goldens that a person can read in a diff.
package enum Golden {
  /// What is wrong about `text` as the golden `name`.txt in the folder `Goldens` beside `source`; nil when it is the same.
  ///
  /// A missing file is written and said, so that nobody takes a first recording for a check: delete the file and run
  /// twice to record it anew.
  package static func problem(_ text: String, _ name: String, beside source: String = #filePath) throws -> String? {
    let folder = URL(filePath: source).deletingLastPathComponent().appending(path: "Goldens")
    let file = folder.appending(path: name + ".txt")
    let wanted = text.hasSuffix("\n") ? text : text + "\n"
    guard FileManager.default.fileExists(atPath: file.path) else {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try wanted.write(to: file, atomically: true, encoding: .utf8)
      return "recorded \(name).txt: read it, then run again"
    }
    let golden = try String(contentsOf: file, encoding: .utf8)
    return golden == wanted ? nil : "\(name).txt differs:\n" + changes(from: golden, to: wanted)
  }

  private static func changes(from golden: String, to wanted: String) -> String {
    let old = golden.split(separator: "\n", omittingEmptySubsequences: false)
    let new = wanted.split(separator: "\n", omittingEmptySubsequences: false)
    var changes = ""
    for index in 0..<max(old.count, new.count) {
      let before = index < old.count ? String(old[index]) : "(no line)"
      let after = index < new.count ? String(new[index]) : "(no line)"
      if before != after { changes += "\(index + 1)\n- \(before)\n+ \(after)\n" }
    }
    return changes
  }
}
