/// One selectable line of a list.
package struct RowPresentation: Hashable, Sendable {
  /// Selection is kept by id, never by position.
  package var id: String
  package var spans: [Span]
  /// Right-aligned, for example an age; dropped first where room is short.
  package var trailing: Span?
  /// Why it cannot be chosen; shown muted.
  package var disabledReason: String?

  package init(id: String, spans: [Span], trailing: Span? = nil, disabledReason: String? = nil) {
    self.id = id
    self.spans = spans
    self.trailing = trailing
    self.disabledReason = disabledReason
  }
}

package struct LookupPresentation: Hashable, Sendable {
  package var field: TextFieldPresentation
  /// The text about what will be sent, or why it cannot be; nil while the box is empty.
  package var hint: Span?
  /// "Recent", "Try one of these".
  package var listTitle: String
  package var rows: LookupRows
  /// Nil while no row is selected.
  package var selectedID: String?
  /// Said in place of an empty list.
  package var emptyText: String
}

/// One line of the case: wrapped to the pane's width when drawn.
package struct DetailLine: Hashable, Sendable {
  package var id: String
  package var kind: Kind
  /// The whole line as a sentence, for readers without columns and when there is no room for columns.
  package var spans: [Span]
  /// In steps of two columns.
  package var indent: Int
  /// The same in the columns of `table`; empty for a line that is of no table.
  package var cells: [DetailCell] = []
  package var table: DetailTable?
  /// True for a summary line that is too long for half the width.
  package var isWide = false

  package enum Kind: Hashable, Sendable {
    /// Of the fixed summary, which does not scroll.
    case summary
    /// A section's title.
    case section
    case item
    case blank
  }

  package init(id: String, kind: Kind = .item, spans: [Span], indent: Int = 0) {
    self.id = id
    self.kind = kind
    self.spans = spans
    self.indent = indent
  }
}

package struct CasePresentation: Hashable, Sendable {
  /// Names whom: short id, name, birth date; "Case" when none is shown.
  package var title: String
  /// "checked 10:42", "not confirmed": with its role.
  package var badge: Span?
  /// Banners above all else: parked form, newer case, check identity.
  package var banners: [Span]
  /// The fixed lines under the name.
  package var summary: [DetailLine]
  /// Everything else, in sections.
  package var lines: DetailList
  /// The same lines where there is room for two columns: what the case is, and what happened. Empty: there are none.
  package var columns: [DetailList] = []
  /// The line the cursor is on; nil when there are none.
  package var selectedID: String?
  /// The jump that brought the selected line into view; nil when the cursor moved there.
  package var leap: CaseLeap?
  /// The text that is looked for; nil: none.
  package var found: FoundText?
  /// Said in place of a case: "Looking up …", a sentence about an error, an invitation.
  package var emptyText: [Span]
  /// The effect of Enter here, as a verb phrase: "open the case"; nil when it does nothing.
  package var accept: String?
  /// The effect of Esc besides leaving the pane: "stay with this case".
  package var decline: String?
}

/// The open intake form, message or note.
package struct EditorPresentation: Hashable, Sendable {
  /// The id of the draft, so that each has its own scroll position.
  package var id: String
  /// "Intake · Avery Lindqvist ADA-TOSXM".
  package var title: String
  /// "2 products · kept in memory", with its role.
  package var badge: Span
  package var banners: [Span]
  package var rows: EditorRows
  package var focusedID: String?
  /// "question 3 of 11" for the question with the cursor; nil when the rows themselves show the place.
  package var place: String?
}

/// One field of the form with its frame: number, label, marks, the field itself, its problem.
package struct EditorRow: Hashable, Sendable {
  package var id: String
  /// "1", "2.3"; empty for headings and buttons.
  package var number: String
  package var label: String
  /// "* required", "health data", "not sent".
  package var marks: [Span]
  package var kind: Kind
  package var state: State
  /// A sentence; nil when there is nothing wrong.
  package var problem: String?
  /// In steps of two columns.
  package var indent: Int
  /// Above the options of a long list with the focus: typing goes there.
  package var filter: TextFieldPresentation?
  /// "3 of 12" while that filter has a text.
  package var filterCount: String?
  /// True when the row is not drawn: the focus is elsewhere and the row has no problem.
  package var isFolded = false
  /// The row in one line, while the focus is elsewhere; nil: it is drawn the same then.
  package var brief: Brief?
  /// Lines of its text that are shown at most while it is typed into.
  package var tallest = 8

  package struct Brief: Hashable, Sendable {
    /// "2.3"; empty where the row is no answer to a question.
    package var number: String
    /// The wording of the question, or the label.
    package var words: String
    /// "required", "optional"; nil when the row is about neither.
    package var need: Span?
    /// "no answer", "hidden", "video visit".
    package var value: Span

    package init(number: String = "", words: String, need: Span? = nil, value: Span) {
      self.number = number
      self.words = words
      self.need = need
      self.value = value
    }
  }

  package enum Kind: Hashable, Sendable {
    case heading
    case text(TextFieldPresentation)
    /// Single or several choice; `cursor` is the option the focus is on.
    case choice(options: [EditorOption], isMultiple: Bool, cursor: Int)
    /// Opens or does something on Enter; the value it shows.
    case button(value: String)
    /// To read only.
    case note([Span])
    /// An answer that exists but is not shown; the presentation holds none of its text.
    case hidden
  }

  package enum State: Hashable, Sendable {
    case empty
    case answered
    case invalid
    case none
  }

  package init(
    id: String, number: String = "", label: String, marks: [Span] = [], kind: Kind, state: State = .none,
    problem: String? = nil, indent: Int = 0
  ) {
    self.id = id
    self.number = number
    self.label = label
    self.marks = marks
    self.kind = kind
    self.state = state
    self.problem = problem
    self.indent = indent
  }
}

package struct EditorOption: Hashable, Sendable {
  package var label: String
  package var isSelected: Bool

  package init(label: String, isSelected: Bool) {
    self.label = label
    self.isSelected = isSelected
  }
}
