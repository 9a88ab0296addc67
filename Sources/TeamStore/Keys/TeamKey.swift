import CSodium
import Sealing

/// The team's key of one epoch, and the keys for each purpose that are made from it.
struct TeamKey: Sendable {
  private static let context = "caseteam"

  /// A random id of the team, not secret.
  let team: [UInt8]
  let epoch: Int64
  let secret: GuardedBytes
  private let rows: GuardedBytes
  private let names: GuardedBytes
  private let links: GuardedBytes
  private let archives: GuardedBytes

  init(team: [UInt8], epoch: Int64, secret: GuardedBytes) throws(TeamProblem) {
    self.team = team
    self.epoch = epoch
    self.secret = secret
    let made = try TeamProblem.told { () throws(SealingProblem) in
      (
        try secret.subkey(1, context: Self.context), try secret.subkey(2, context: Self.context),
        try secret.subkey(3, context: Self.context), try secret.subkey(4, context: Self.context)
      )
    }
    (rows, names, links, archives) = made
  }

  static func random(team: [UInt8], epoch: Int64) throws(TeamProblem) -> TeamKey {
    let secret = try TeamProblem.told { () throws(SealingProblem) in try GuardedBytes.random(count: 32) }
    return try TeamKey(team: team, epoch: epoch, secret: secret)
  }

  var fingerprint: TeamFingerprint {
    get throws(TeamProblem) { TeamFingerprint(try name(["fingerprint", team.hex, "\(epoch)"])) }
  }

  /// A name for `parts` that says nothing about them to who has no key.
  func name(_ parts: [String]) throws(TeamProblem) -> [UInt8] {
    try TeamProblem.told { () throws(SealingProblem) in try names.hash(parts) }
  }

  // MARK: - Rows

  func seal(_ plain: [UInt8], _ table: TeamTable, id: [UInt8], version: Int64) throws(TeamProblem) -> [UInt8] {
    try seal(plain, binding(table.rawValue, id, version), rows)
  }

  /// Nil where the row is not as this key sealed it.
  func open(_ row: TeamRow, _ table: TeamTable) -> [UInt8]? {
    guard row.epoch == epoch else { return nil }
    return open(row.sealed, binding(table.rawValue, row.id, row.version), rows)
  }

  // MARK: - Proofs

  /// By this the right key is known.
  func proof() throws(TeamProblem) -> [UInt8] { try seal([1], binding("team", [], epoch), rows) }

  func opens(proof: [UInt8]) -> Bool { open(proof, binding("team", [], epoch), rows) == [1] }

  /// Proves that who made the key `next` had this one.
  func link(to next: TeamKey) throws(TeamProblem) -> [UInt8] {
    try seal(try next.name(["link", "\(next.epoch)"]), binding("link", [], next.epoch), links)
  }

  func leads(to next: TeamKey, by link: [UInt8]) throws(TeamProblem) -> Bool {
    guard next.epoch == epoch + 1, next.team == team else { return false }
    return open(link, binding("link", [], next.epoch), links) == (try next.name(["link", "\(next.epoch)"]))
  }

  // MARK: - Archives

  func seal(archive: [UInt8]) throws(TeamProblem) -> [UInt8] {
    try seal(archive, binding("archive", [], epoch), archives)
  }

  func open(archive: [UInt8]) -> [UInt8]? { open(archive, binding("archive", [], epoch), archives) }

  // MARK: -

  private func seal(_ plain: [UInt8], _ binding: [UInt8], _ key: GuardedBytes) throws(TeamProblem) -> [UInt8] {
    try TeamProblem.told { () throws(SealingProblem) in try SealedBox.seal(plain, boundTo: binding, with: key) }
  }

  private func open(_ box: [UInt8], _ binding: [UInt8], _ key: GuardedBytes) -> [UInt8]? {
    do throws(SealingProblem) { return try SealedBox.open(box, boundTo: binding, with: key) } catch { return nil }
  }

  private func binding(_ kind: String, _ id: [UInt8], _ number: Int64) -> [UInt8] {
    SealedBox.binding(
      of: "CaseDesk team 1", [team, Array(kind.utf8), id, withUnsafeBytes(of: number.littleEndian, Array.init)])
  }
}
