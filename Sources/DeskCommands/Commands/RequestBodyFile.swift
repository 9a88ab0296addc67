import FoundationEssentials
import Glibc

/// A request body in a file, or on standard input for `-`.
struct RequestBodyFile {
  let path: String

  /// Bytes; a form of any real size is far below.
  private static let limit = 4 << 20

  func read(_ console: Console) throws(ErrorReport) -> Data {
    guard path != "-" else { return Data(try console.input.all(limit: Self.limit)) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw .failed(errno == ENOENT ? "There is no file \(path)." : "The file \(path) cannot be opened.")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .failed("\(path) is no regular file.")
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .failed("The file \(path) cannot be read.") }
      if count == 0 { return Data(bytes) }
      bytes += chunk[..<count]
      guard bytes.count <= Self.limit else { throw .failed("The file \(path) is longer than \(Self.limit) bytes.") }
    }
  }
}
