import Care360
import Credentials

/// The sentence about a token that the service refused: its source, and whether the source has changed since. The token
/// is read once more; this sends nothing again.
enum RefusedToken {
  static func report(_ error: Care360Error, _ connection: Connection) async -> ErrorReport {
    let report = ErrorReport(error)
    guard case .notAuthorized(.token, _, .some) = error else { return report }
    let standing = await connection.credentials.standing(.token, readsAgain: true)
    let found =
      switch standing.state {
      case .read(_, _, isNew: true): "and has changed: run this again."
      case .read(_, _, isNew: false), .read(_, _, isNew: nil): "and is unchanged."
      case .unreadable(let sentence): "which failed. \(sentence)"
      case .notConfigured: "and is gone."
      }
    return report.adding("It came from \(standing.source); it was read again, \(found)")
  }
}
