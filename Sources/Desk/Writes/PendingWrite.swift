import Care360
import FoundationEssentials

/// A write of this session from the moment it was confirmed until it is settled.
struct PendingWrite: Sendable {
  enum State: Hashable, Sendable {
    case sending
    /// No clear answer came; the case is being read to find the write.
    case unknown(lookedFor: Int)
    /// Three reads of the case did not show the write. This never means "not done".
    case notVisible
    /// The case cannot show whether the write was done.
    case cannotBeChecked
    /// The case shows it, and a later write of the same content may be what it shows.
    case repeated
  }

  let number: Int
  /// The confirmation that was accepted, in case the person has to accept it again.
  let confirmation: Confirmation
  let write: CaseWrite
  let patientName: String
  let shortID: String
  let startedAt: Date
  var state: State
  var looks: [Look] = []
  /// The service's last answers about the users who tell whether it was done.
  var standings: [CustomerIdentifier: UserStanding] = [:]

  /// One read of the case that was to show whether it was done.
  struct Look: Hashable, Sendable {
    enum Result: String, Hashable, Sendable {
      case visible = "it is there"
      case notVisible = "not visible"
      case notSaid = "the service did not say"
      case noAnswer = "no answer"
    }

    let time: Date
    let result: Result
  }

  mutating func note(_ result: Result<Case, Care360Error>, at now: Date) {
    let isAnswered = if case .success = result { true } else { !standings.isEmpty }
    let seen: Look.Result =
      isVisible(in: result).map { $0 ? .visible : .notVisible } ?? (isAnswered ? .notSaid : .noAnswer)
    looks.append(Look(time: now, result: seen))
  }

  /// Seconds to wait before each look.
  static let lookAfterSeconds = [2, 10, 30]

  /// By the case and by the users who tell of it; nil where neither tells.
  func isVisible(in result: Result<Case, Care360Error>) -> Bool? {
    let told = write.spec.isVisible(by: standings)
    // A patient who has no case at all has none that this write made.
    if isOfNewCase, case .failure(.notFound) = result { return false }
    guard case .success(let detail) = result else { return told }
    let seen = write.spec.isVisible(in: detail, begun: startedAt)
    return told == true ? true : seen ?? told
  }

  /// The next look for it: at the users who tell of it, where there are some, and then at its case.
  func look(attempt: Int, afterSeconds seconds: Int) -> Effect {
    if case .newCase(let new) = write {
      return .read(.rereadNewest(new.payload.email, write: number, attempt: attempt, afterSeconds: seconds))
    }
    let witnesses = write.spec.witnesses
    guard !witnesses.isEmpty else {
      return .read(.rereadCase(caseID, write: number, attempt: attempt, afterSeconds: seconds))
    }
    return .read(.checkUsers(witnesses, .look(write: number, attempt: attempt), afterSeconds: seconds))
  }

  /// The case is not there before the write.
  var isOfNewCase: Bool { caseID == .notYet }

  /// A read of its case, now that the write is settled or refused.
  ///
  /// - Parameter number: 0 where it was done.
  func reread(for number: Int) -> [Effect] {
    isOfNewCase ? [] : [.read(.rereadCase(caseID, write: number, attempt: 0, afterSeconds: 0))]
  }

  var target: WriteTarget { write.target }
  /// In the coordinator's words.
  var name: String { target.name }
  var caseID: CaseID { target.caseID }

  var sentence: String { state.sentence }
}

extension PendingWrite.State {
  var sentence: String {
    switch self {
    case .sending: "being sent"
    case .unknown: "not known whether it was done: looking at the case"
    case .notVisible: "not visible after 30 s; it may still have been done"
    case .cannotBeChecked:
      "not known whether it was done, and the service gives no way to see; asking again may do it twice"
    case .repeated: "it cannot be told apart from a later one"
    }
  }
}
