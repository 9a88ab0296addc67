import FoundationEssentials
import Glibc
import PrivateIO

/// A request body in a file or a pipe, so that health data need not lie on the disk; on standard input for `-`.
struct RequestBodyFile {
  let path: String
  /// In bytes; any real form is far smaller than this one.
  var limit = 4 << 20

  func read(_ console: Console) throws(ErrorReport) -> Data {
    guard path != "-" else { return Data(try console.input.all(limit: limit)) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw .failed(errno == ENOENT ? "There is no file \(path)." : "The file \(path) cannot be opened.")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .failed("The file \(path) cannot be read.") }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFIFO: return Data(try console.input.beside(descriptor, named: "The pipe \(path)").all(limit: limit))
    default: throw .failed("\(path) is neither a file nor a pipe. - reads standard input.")
    }
    do throws(IOFailure) {
      return Data(try Descriptor(descriptor).readAll(limit: limit))
    } catch {
      throw .failed(
        "The file \(path) " + (error == .tooLong ? "is longer than \(limit) bytes." : "cannot be read."))
    }
  }
}
