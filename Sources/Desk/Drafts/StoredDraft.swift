package import Care360
package import FoundationEssentials

/// The ids by which the store knows a draft or a copy of one.
package struct StoredDraftID: Hashable, Sendable {
  package let slot: DraftSlot
  /// Of the forms of the case, from 0; today a case has one form.
  package let formNumber: Int
  /// 0 for the draft itself; a higher number for a copy that conflicting saves of two sessions left.
  package let copy: Int

  package var caseID: CaseID { slot.caseID }

  package init(_ slot: DraftSlot, formNumber: Int = 0, copy: Int = 0) {
    self.slot = slot
    self.formNumber = formNumber
    self.copy = copy
  }
}

/// Where the store keeps a text that could not take the draft's place.
package struct DraftCopy: Hashable, Sendable {
  package let id: StoredDraftID
  package let version: Int

  package init(id: StoredDraftID, version: Int) {
    self.id = id
    self.version = version
  }
}

/// A draft as the store keeps it.
package struct StoredDraft: Hashable, Sendable {
  package let id: StoredDraftID
  private let text: Text
  package var patientName: String
  package var shortID: String
  /// "Avery L. ADA-TOSXM 7/12", "Avery L. ADA-TOSXM message".
  package var summary: String
  /// The place of the cursor: "question 7", "line 3".
  package var place: String
  /// The operator who typed it.
  package var author: String
  /// Counts the saves of this draft, from 1; 0 until it was saved.
  package var version: Int
  package var savedAt: Date
  /// Another live session that has it open; nil when none has.
  package var holder: Holder?
  package var waiting: Waiting?

  private enum Text: Hashable, Sendable {
    case stored([UInt8])
    case typed(DraftEditor)

    var bytes: [UInt8]? {
      switch self {
      case .stored(let bytes): bytes
      case .typed(let editor): editor.bytes
      }
    }

    static func == (one: Self, other: Self) -> Bool { one.bytes == other.bytes }
    func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
  }

  package struct Holder: Hashable, Sendable {
    /// "pts/3".
    package var terminal: String
    package var lastKeyAt: Date

    package init(terminal: String, lastKeyAt: Date) {
      self.terminal = terminal
      self.lastKeyAt = lastKeyAt
    }
  }

  package init(
    id: StoredDraftID, body: [UInt8], patientName: String, shortID: String, summary: String, place: String,
    author: String,
    version: Int, savedAt: Date, holder: Holder? = nil
  ) {
    self.id = id
    text = .stored(body)
    self.patientName = patientName
    self.shortID = shortID
    self.summary = summary
    self.place = place
    self.author = author
    self.version = version
    self.savedAt = savedAt
    self.holder = holder
  }

  /// The text of `editor` as it is now, to be saved.
  init(
    _ editor: DraftEditor, id: StoredDraftID, author: String, version: Int, savedAt: Date, waiting: Waiting? = nil
  ) {
    self.waiting = waiting
    self.id = id
    text = .typed(editor)
    patientName = editor.target.patientName
    shortID = editor.target.shortID
    summary = editor.summary
    place = editor.place
    self.author = author
    self.version = version
    self.savedAt = savedAt
  }

  /// A `DraftDocument` or a `MessageDocument`. For the store it is bytes to seal. Typed text is encoded at each call, which
  /// takes long for a form of many questions; nil only if that fails.
  package var body: [UInt8]? { text.bytes }
}

extension StoredDraft {
  /// "Avery L. ADA-TOSXM".
  var shortSubject: String {
    [FormEditor.shortName(patientName), shortID].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
