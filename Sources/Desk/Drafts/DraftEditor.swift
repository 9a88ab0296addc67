import Care360

/// The editor that a draft is typed into, with everything that saving it needs.
enum DraftEditor: Sendable {
  case form(FormEditor)
  case text(Composer)

  var slot: DraftSlot {
    switch self {
    case .form(let editor): DraftSlot(editor.target.caseID, .form)
    case .text(let composer): DraftSlot(composer.target.caseID, DraftSlot.Kind(composer.kind))
    }
  }

  var target: FormEditor.Target {
    switch self {
    case .form(let editor): editor.target
    case .text(let composer): composer.target
    }
  }

  /// Counts the changes, to tell whether the stored draft is this one.
  var revision: Int {
    switch self {
    case .form(let editor): editor.revision
    case .text(let composer): composer.revision
    }
  }

  var isSending: Bool {
    switch self {
    case .form(let editor): editor.isSending
    case .text(let composer): composer.isSending
    }
  }

  /// True when the editor has something in it.
  var isDirty: Bool {
    switch self {
    case .form(let editor): editor.isDirty
    case .text(let composer): composer.isDirty
    }
  }

  /// The bytes to store; nil only if the draft could not be encoded.
  var bytes: [UInt8]? {
    switch self {
    case .form(let editor): editor.document.bytes
    case .text(let composer): composer.document.bytes
    }
  }

  var cursor: DraftCursor {
    switch self {
    case .form(let editor): editor.keptCursor
    case .text(let composer): composer.keptCursor
    }
  }

  /// "Avery L. ADA-TOSXM 7/12": for the line of a parked draft.
  var summary: String {
    switch self {
    case .form(let editor): editor.summary
    case .text(let composer): composer.summary
    }
  }

  /// The place of the cursor, for the line that offers to go on: "question 7".
  var place: String {
    switch self {
    case .form(let editor): editor.place
    case .text(let composer): composer.place
    }
  }

  /// The editor of a stored draft, with the cursor where it was. A draft of another kind is damage, never this one.
  init(_ slot: DraftSlot, _ target: FormEditor.Target, stored bytes: [UInt8]?) throws(UnreadableForm) {
    guard let bytes else { throw .damaged }
    if let kind = slot.kind.communication {
      self = .text(try Composer(kind, target, stored: MessageDocument(bytes: bytes)))
    } else {
      self = .form(try FormEditor(target: target, stored: DraftDocument(bytes: bytes)))
    }
  }
}

/// The place where a draft goes on when it is opened again.
struct DraftCursor: Hashable, Sendable {
  /// Row id of the field.
  var field: String
  /// In characters from the start; nil where the field takes no text.
  var position: Int?
}
