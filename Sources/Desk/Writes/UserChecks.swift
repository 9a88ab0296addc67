import Care360

/// The service's answers about the users of the newest question.
struct UserChecks: Sendable {
  private var number = 0
  private var answer: Result<[CustomerIdentifier: UserStanding], Care360Error>?

  /// Asks about the users of a question that is about to open. An answer to an earlier question does not count.
  mutating func ask(_ users: [CustomerIdentifier]) -> Effect {
    number += 1
    answer = nil
    return .read(.checkUsers(users, .question(number), afterSeconds: 0))
  }

  mutating func arrived(_ result: Result<[CustomerIdentifier: UserStanding], Care360Error>, _ number: Int) {
    if number == self.number { answer = result }
  }

  /// Nil until the service answered about this user.
  func standing(of user: CustomerIdentifier) -> Result<UserStanding, Care360Error>? {
    switch answer {
    case nil: nil
    case .failure(let error)?: .failure(error)
    case .success(let standings)?: standings[user].map { .success($0) }
    }
  }
}
