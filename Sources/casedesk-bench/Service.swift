import Foundation

/// `casedesk sandbox serve` as a process of its own, on a free port.
final class Service {
  let patients: Int
  let url: String
  private let folder: String
  private let process = Process()

  /// Of the synthetic patients.
  let key: String

  /// Of its process.
  var number: Int32 { process.processIdentifier }

  /// The words that lead casedesk to it.
  var words: [String] { words(at: url) }

  /// The same through another address.
  func words(at url: String) -> [String] {
    ["--base-url", url, "--api-key-file", folder + "/api-key", "--token-file", folder + "/token"]
  }

  init(program: String, folder: String, patients: Int) throws(BenchProblem) {
    self.patients = patients
    self.folder = folder
    try Workplace.makeFolder(folder)
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [
      "sandbox", "serve", "--port", "0", "--patients", "\(patients)", "--credentials", folder, "--json",
    ]
    process.environment = ["HOME": folder, "PATH": "/usr/bin:/bin"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    var text = ""
    do {
      try process.run()
      while !text.hasSuffix("\n") {
        guard let piece = try output.fileHandleForReading.read(upToCount: 1), !piece.isEmpty else { break }
        text += String(decoding: piece, as: UTF8.self)
      }
    } catch {
      throw BenchProblem("\(program) cannot be started.")
    }
    guard let found = text.firstMatch(of: /http:\\?\/\\?\/[0-9.]+:[0-9]+/),
      let key = text.firstMatch(of: /"apiKey":"([^"]+)"/)
    else { throw BenchProblem("The service did not say where it is.") }
    self.key = String(key.output.1)
    url = String(found.output).filter { $0 != "\\" }
  }

  func stop() {
    process.terminate()
    process.waitUntilExit()
  }
}
