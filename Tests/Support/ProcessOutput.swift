package import Foundation

extension Process {
  /// The standard output of `path`; throws when it fails.
  package static func output(_ path: String, _ arguments: [String], in folder: URL? = nil) throws -> [UInt8] {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    struct Failed: Error { let arguments: [String] }
    guard process.terminationStatus == 0 else { throw Failed(arguments: arguments) }
    return Array(data)
  }
}
