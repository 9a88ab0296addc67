package import Care360
package import Sealing

/// Names of cases and of what was searched, for a copy of the record that may know neither: only who has the site's key can
/// make them, and so compare.
package struct RecordHash: Sendable {
  private let key: GuardedBytes

  /// - Parameter key: at most 64 bytes.
  package init(_ key: GuardedBytes) { self.key = key }

  package func name(of id: CaseID) throws(SealingProblem) -> String { try name("case", id.text) }

  package func name(of identifier: LookupIdentifier) throws(SealingProblem) -> String {
    switch identifier {
    case .email(let email): try name("email", email.text.lowercased())
    case .phone(let phone): try name("phone", phone.e164)
    case .caseID(let id): try name(of: id)
    }
  }

  private func name(_ kind: String, _ text: String) throws(SealingProblem) -> String {
    try key.hash(["casedesk-record", kind, text]).prefix(16).hex
  }
}
