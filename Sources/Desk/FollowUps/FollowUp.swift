package import Care360
package import FoundationEssentials

/// A reminder to look at a case again, of this operator. It is kept here alone; the service knows nothing of it.
package struct FollowUp: Hashable, Sendable {
  /// Short enough to be typed.
  package let id: String
  package let caseID: CaseID
  package let shortID: String
  package let patientName: String
  package var due: Date
  /// One line; empty where nothing was written.
  package let text: String
  package let madeAt: Date
  package let author: String
  /// When it was made or, later, moved: the patient's messages from before that are known.
  package var setAt: Date
  /// The time of a message that the patient wrote since: it is due then, whatever its time.
  package var wokenBy: Date?
  package var waiting: Waiting?

  package init(
    id: String, caseID: CaseID, shortID: String, patientName: String, due: Date, text: String, madeAt: Date,
    author: String, setAt: Date? = nil, wokenBy: Date? = nil, waiting: Waiting? = nil
  ) {
    self.waiting = waiting
    self.id = id
    self.caseID = caseID
    self.shortID = shortID
    self.patientName = patientName
    self.due = due
    self.text = text
    self.madeAt = madeAt
    self.author = author
    self.setAt = setAt ?? madeAt
    self.wokenBy = wokenBy
  }

  /// A new id: the milliseconds since 1970 in base 36, or the next number that is not in use.
  ///
  /// - Parameter taken: true for an id that another follow-up has.
  package static func newID(at now: Date, taken: (String) -> Bool) -> String {
    var number = Int64((now.timeIntervalSince1970 * 1000).rounded())
    while taken(String(number, radix: 36)) { number += 1 }
    return String(number, radix: 36)
  }

  /// The time from which it is due.
  var wakesAt: Date { wokenBy.map { min($0, due) } ?? due }

  package func isDue(at now: Date) -> Bool { wakesAt <= now }
}

/// A change of a follow-up, as the store is told of it.
package enum FollowUpChange: Hashable, Sendable {
  case made(FollowUp)
  case moved(String, to: Date, at: Date)
  case woken(String, by: Date)
  case done(String, at: Date)
  /// It waits to be handed over, or does no more, where it still waits under the id of that other hand-over; nil: where
  /// it does not wait.
  case waits(String, Waiting?, insteadOf: String?)
  /// The team's store has it. It goes here only if it still waits under the id of that hand-over; nil: if it does not
  /// wait.
  case given(String, handOver: String?)
  case deleted(String)

  package var id: String {
    switch self {
    case .made(let followUp): followUp.id
    case .moved(let id, _, _), .woken(let id, _), .done(let id, _), .waits(let id, _, _), .given(let id, _),
      .deleted(let id):
      id
    }
  }
}

/// Answers of the store, one to each `StoreEffect.changeFollowUp`.
package enum FollowUpsEvent: Hashable, Sendable {
  /// It is on disk.
  case kept(FollowUpChange)
  case notKept(FollowUpChange, String)
  /// Another session deleted the follow-up.
  case gone(FollowUpChange)
  /// Another session hands the follow-up over, and nothing was changed.
  case waits(FollowUpChange, Waiting)
}

/// The line of a follow-up, as it is kept.
package enum FollowUpText {
  /// In characters.
  package static let longest = 200

  /// - Returns: the text in one line without control characters; nil where it is too long.
  package static func line(_ typed: String) -> String? {
    let words = typed.split { $0.isWhitespace || $0.isNewline || $0.unicodeScalars.contains { $0.value < 0x20 } }
    let line = words.joined(separator: " ")
    return line.count <= longest ? line : nil
  }

  package static let tooLong = "The text of a follow-up has at most \(longest) characters: shorten it."
}

extension Case {
  /// The time of the newest message that the patient wrote; nil where none is known.
  var patientWroteAt: Date? {
    (comments ?? []).filter { !$0.isRestricted && $0.writer == .patient }.compactMap { $0.createdAt?.date }.max()
  }
}
