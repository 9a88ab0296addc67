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
    var seen = Look.Result.noAnswer
    if case .success(let detail) = result {
      seen = isVisible(in: detail).map { $0 ? .visible : .notVisible } ?? .notSaid
    }
    looks.append(Look(time: now, result: seen))
  }

  /// Seconds to wait before each look.
  static let lookAfterSeconds = [2, 10, 30]

  /// Nil where the case does not tell.
  func isVisible(in detail: Case) -> Bool? { write.spec.isVisible(in: detail, begun: startedAt) }

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
