package import Care360
package import FoundationEssentials

/// A case has one draft of each kind at most, so that a note never takes the place of a message.
package enum DraftKind: String, CaseIterable, Codable, Hashable, Sendable {
  /// An intake form.
  case form
  /// A message to the patient.
  case message
  /// An internal note.
  case note
}

/// Which draft: one for each case, kind and form. A text that could not be saved there is kept beside it as a copy.
package struct DraftID: Hashable, Sendable {
  package let caseID: CaseID
  package let kind: DraftKind
  /// The number of the form within the case, from 0.
  package let form: Int
  /// 0 is the draft itself, a higher number a copy that a conflict left.
  package let copy: Int

  package init(caseID: CaseID, kind: DraftKind, form: Int = 0, copy: Int = 0) {
    self.caseID = caseID
    self.kind = kind
    self.form = form
    self.copy = copy
  }

  package var isConflictCopy: Bool { copy > 0 }
}

/// The content that a caller saves.
package struct DraftContent: Hashable, Sendable {
  /// The form or text as the caller encodes it; opaque to the store.
  package let body: [UInt8]
  package let patientName: String
  package let shortID: String
  /// The words for a list: `question 7 of 12`.
  package let summary: String
  /// `question 7`: where the cursor was.
  package let place: String
  /// The time when the person last pressed a key in the draft.
  package let lastKeyAt: Date
  package let waiting: WaitingHandOver?

  package init(
    body: [UInt8], patientName: String, shortID: String, summary: String, place: String = "", lastKeyAt: Date,
    waiting: WaitingHandOver? = nil
  ) {
    self.waiting = waiting
    self.body = body
    self.patientName = patientName
    self.shortID = shortID
    self.summary = summary
    self.place = place
    self.lastKeyAt = lastKeyAt
  }
}

/// Says of a draft or follow-up that it is to be handed over once the team's store can be reached.
package struct WaitingHandOver: Codable, Hashable, Sendable {
  /// The team's store knows the hand-over by it, so that giving it again makes no second one.
  package let id: String
  /// Nil for the team.
  package let receiver: String?
  package let givenAt: Date

  package init(id: String, receiver: String?, givenAt: Date) {
    self.id = id
    self.receiver = receiver
    self.givenAt = givenAt
  }
}

/// A draft as it is kept.
package struct DraftRecord: Hashable, Sendable {
  package let id: DraftID
  package let content: DraftContent
  /// The operator who wrote the draft.
  package let operatorID: String
  /// The session that holds it: the last to save it or to take it over.
  package let sessionID: String
  /// That session's terminal, `pts/3`.
  package let terminal: String
  package let createdAt: Date
  package let savedAt: Date
  /// The version of this state; the next save must name it.
  package let version: Int64
  /// The session it was taken over from.
  package let takenFrom: String?
}

/// All drafts, the newest first, and the ones that were refused as changed from outside. Those stay in the file.
package struct DraftList: Hashable, Sendable {
  package let records: [DraftRecord]
  package let unreadable: [UnreadableDraft]
}

/// A draft that cannot be read. Nobody can tell what it was.
package struct UnreadableDraft: Hashable, Sendable {
  let rowID: Data
}

/// Why a save did not replace the draft on disk.
package struct DraftConflict: Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// Another session saved the draft meanwhile.
    case newerVersion
    /// Another session took the draft over.
    case takenOver
    /// The draft was deleted meanwhile: sent or discarded.
    case deleted
    /// The draft on disk was changed from outside.
    case unreadable
  }

  package let reason: Reason
  /// The draft on disk under this id.
  package let stored: DraftRecord?
  /// The caller's text, kept under its own id; nil when `stored` holds the same text. Later saves must go there.
  package let kept: DraftRecord?

  var sentence: String {
    let what =
      switch reason {
      case .newerVersion: "Another session of yours (\(stored?.terminal ?? "unknown")) changed this draft"
      case .takenOver: "Another session of yours (\(stored?.terminal ?? "unknown")) took this draft over"
      case .deleted: "This draft was sent or discarded in another session"
      case .unreadable: "This draft was changed on disk, outside CaseDesk"
      }
    return what + (kept == nil ? "." : "; your text is kept as a separate copy.")
  }
}
