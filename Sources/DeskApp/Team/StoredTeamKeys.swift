package import CaseStore
import PrivateIO
import Sealing
package import TeamStore

/// The operator's secrets for the team, in the operator's own sealed store. Calls wait for the disk on their own thread.
package actor StoredTeamKeys: TeamKeyKeeping {
  private let executor = SerialQueueExecutor(label: "casedesk.team-keys")
  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private let store: LocalStore

  package init(_ store: LocalStore) { self.store = store }

  package func kept() throws(TeamProblem) -> TeamKeyring? { try store.teamKeyring() }

  package func keep(_ keyring: TeamKeyring) throws(TeamProblem) { try store.keep(keyring) }
}

/// Those of the screen's store, once it is open.
extension StoreKeeper: TeamKeyKeeping {
  func kept() throws(TeamProblem) -> TeamKeyring? { try opened().teamKeyring() }

  func keep(_ keyring: TeamKeyring) throws(TeamProblem) { try opened().keep(keyring) }

  private func opened() throws(TeamProblem) -> LocalStore {
    guard let store else { throw .localStore("The local store is not open.") }
    return store
  }
}

extension LocalStore {
  fileprivate func teamKeyring() throws(TeamProblem) -> TeamKeyring? {
    guard let secrets = try told({ () throws(StoreProblem) in try teamSecrets() }) else { return nil }
    return TeamKeyring(
      pair: BoxKeyPair(publicKey: secrets.publicKey, secretKey: secrets.secretKey),
      pin: secrets.team.map { TeamPin(team: $0.id, epoch: $0.epoch, secret: $0.secret) })
  }

  fileprivate func keep(_ keyring: TeamKeyring) throws(TeamProblem) {
    let secrets = TeamSecrets(
      publicKey: keyring.pair.publicKey, secretKey: keyring.pair.secretKey,
      team: keyring.pin.map { TeamSecrets.Team(id: $0.team, epoch: $0.epoch, secret: $0.secret) })
    try told { () throws(StoreProblem) in try keep(secrets) }
  }

  private func told<Value>(_ work: () throws(StoreProblem) -> Value) throws(TeamProblem) -> Value {
    do throws(StoreProblem) { return try work() } catch { throw .localStore(error.sentence) }
  }
}
