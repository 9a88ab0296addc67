import FoundationEssentials
import Sealing

/// The secrets for the team stand in the file of drafts: no purge of the cache takes them.
extension LocalStore {
  /// The one row of its table.
  private static let row = Data(repeating: 0, count: 32)

  /// Nil where there are none. Throws `tampered` where the row was changed from outside.
  package func teamSecrets() throws(StoreProblem) -> TeamSecrets? {
    let keys = try openKeys()
    switch try draftFile.look(with: keys.drafts, { rows in try rows.row(.teamSecret, Self.row) }) {
    case nil: return nil
    case .unreadable: throw .tampered
    case .plain(var bytes, _):
      defer { bytes.wipe() }
      let secrets = try StoreProblem.told { () throws(SealingProblem) in try TeamSecrets(bytes) }
      guard let secrets else { throw .tampered }
      return secrets
    }
  }

  /// Replaces what was kept; on disk when this returns.
  package func keep(_ secrets: TeamSecrets) throws(StoreProblem) {
    let keys = try openKeys()
    var bytes = try StoreProblem.told { () throws(SealingProblem) in try secrets.bytes }
    defer { bytes.wipe() }
    try draftFile.change(with: keys.drafts) { [bytes] rows in _ = try rows.put(.teamSecret, Self.row, bytes) }
  }
}
