import FoundationEssentials
import Glibc
import PrivateIO

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
    do throws(IOFailure) {
      return Data(try Descriptor(descriptor).readAll(limit: Self.limit))
    } catch {
      throw .failed(
        "The file \(path) " + (error == .tooLong ? "is longer than \(Self.limit) bytes." : "cannot be read."))
    }
  }
}
