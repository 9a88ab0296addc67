import Sealing

/// A member of the team.
package struct TeamMember: Hashable, Sendable {
  package let name: String
  package let publicKey: [UInt8]
  package let invitedBy: String

  package var fingerprint: TeamFingerprint { TeamFingerprint(publicKey: publicKey) }
}

/// The contents of a member's row. The public key is sealed in it: a key that somebody else wrote into the database is
/// given nothing.
struct TeamMemberBody: TeamBody {
  static let table = TeamTable.member

  let name: String
  let publicKey: String
  let invitedBy: String

  var identity: [String] { [publicKey] }
  var caseText: String? { nil }
  var author: String { name }

  init(_ member: TeamMember) {
    name = member.name
    publicKey = member.publicKey.hex
    invitedBy = member.invitedBy
  }

  var member: TeamMember? {
    [UInt8](hex: publicKey).map { TeamMember(name: name, publicKey: $0, invitedBy: invitedBy) }
  }
}

/// A list of what opened, in no order that says anything, and how many rows did not. Those stay in the store.
package struct TeamList<Value: Sendable>: Sendable {
  package let values: [Value]
  package let unreadable: Int

  init(_ values: [Value], unreadable: Int) {
    self.values = values
    self.unreadable = unreadable
  }

  init<Body>(_ page: TeamVault.Page<Body>, _ value: (TeamVault.Page<Body>.Row) -> Value?) {
    values = page.rows.compactMap(value)
    unreadable = page.unreadable + page.rows.count - values.count
  }
}

extension TeamVault {
  func members() async throws(TeamProblem) -> TeamList<TeamMember> {
    TeamList(try await page(TeamMemberBody.self) { _ in .all }) { $0.body.member }
  }
}
