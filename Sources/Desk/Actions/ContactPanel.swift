import Care360

/// What was typed for the contact of one patient and is not sent, and what the service said of the users that the question
/// is about.
struct ContactPanel: Sendable {
  private(set) var caseID: CaseID?
  /// The new e-mail address as typed; empty where none was.
  var email = ""
  /// New values of the postal address, as typed.
  var address: [ProfileField: String] = [:]
  private var number = 0
  private var answer: Result<[CustomerIdentifier: UserStanding], Care360Error>?

  /// Keeps what was typed for this case alone.
  mutating func open(for id: CaseID) {
    guard caseID != id else { return }
    self = ContactPanel(caseID: id, number: number)
  }

  /// Nothing that was typed stays.
  mutating func drop() { self = ContactPanel(caseID: nil, number: number) }

  init(caseID: CaseID? = nil, number: Int = 0) {
    self.caseID = caseID
    self.number = number
  }

  // MARK: Users

  /// Asks about the users of a question that is about to open. An answer to an earlier question does not count.
  mutating func check(_ users: [CustomerIdentifier]) -> Effect {
    number += 1
    answer = nil
    return .read(.checkUsers(users, .question(number), afterSeconds: 0))
  }

  mutating func arrived(_ result: Result<[CustomerIdentifier: UserStanding], Care360Error>, _ number: Int) {
    if number == self.number { answer = result }
  }

  enum Verdict: Hashable {
    case waiting
    /// A sentence: nothing can be sent.
    case refused(String)
    case fine
  }

  /// Whether the service's users allow this change of an e-mail address.
  func verdict(on change: EmailChange) -> Verdict {
    switch answer {
    case nil: return .waiting
    case .failure(let error)?: return .refused("The addresses could not be checked: \(error.sentence)")
    case .success(let standings)?:
      guard let current = standings[.email(change.current)], let new = standings[.email(change.new)] else {
        return .waiting
      }
      if new.isKnown { return .refused("Another user of the service has the new address.") }
      switch current {
      case .unknown: return .refused("The service knows no user with the current address.")
      case .known(isHere: false): return .refused("The current address belongs to a user of another organization.")
      case .known: return .fine
      }
    }
  }

  /// What the service says of a new phone number; nil until it answered. A number that somebody has hinders nothing.
  func standing(ofPhone phone: PhoneNumber) -> Result<UserStanding, Care360Error>? {
    switch answer {
    case nil: nil
    case .failure(let error)?: .failure(error)
    case .success(let standings)?: standings[.phone(phone)].map { .success($0) }
    }
  }
}
