/// The reason why a sandbox cannot start. `description` is a sentence for the operator and holds no library text.
package enum SandboxError: Error, Equatable, CustomStringConvertible {
  /// The file cannot be made, opened, read or written.
  case databaseUnusable(path: String)
  /// The file is a database of something else; nothing was changed in it.
  case databaseForeign(path: String)
  case portUnusable(host: String, port: Int)

  package var description: String {
    switch self {
    case .databaseUnusable(let path):
      "The sandbox cannot use \(path) as its database: check the folder, the permissions and the free space, or name another file."
    case .databaseForeign(let path):
      "\(path) is not a sandbox database; it was left alone. Name another file."
    case .portUnusable(let host, let port):
      "The sandbox cannot listen on \(host):\(port): another program may be using the port. Name another one, or 0 for any free port."
    }
  }
}
