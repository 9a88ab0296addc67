/// What stands above the panes.
package enum OverlayPresentation: Hashable, Sendable {
  case picker(PickerPresentation)
  case prompt(PromptPresentation)
  case confirmation(ConfirmationPresentation)
  case reading(ReadingPresentation)
  /// Covers everything below.
  case lock(LockPresentation)
}

/// A list with a filter: products, bundles, sections, the palette, help.
package struct PickerPresentation: Hashable, Sendable {
  package var title: String
  package var filter: TextFieldPresentation
  package var rows: [RowPresentation]
  package var selectedID: String?
  /// Sentences over the list.
  package var about: [Span] = []
  /// A sentence under the list: why the selected row is off, what typing does.
  package var note: Span?
  package var emptyText: String
  /// The headings, by the id of the row that each one precedes.
  package var headings: [String: String] = [:]
  /// Every row that typing can find: the panel is sized for all of them, whatever is typed.
  package var unfiltered: [RowPresentation] = []
  /// True for a list at the edge of the screen, so that the rest of the screen shows the selected choice.
  package var isAside = false
  /// The rows in view of a list that is for typing; nil: as many as there are.
  package var mostRows: Int?
}

/// One line to type: a product id, a token, a search text.
package struct PromptPresentation: Hashable, Sendable {
  package var title: String
  package var field: TextFieldPresentation
  package var lines: [Span]
  package var problem: String?
  /// Enter without a text is an answer, too.
  package var isOptional = false
}

/// A write or another step that cannot be taken back. No is the default.
package struct ConfirmationPresentation: Hashable, Sendable {
  /// The number of this question alone; it comes back in the `Glass` that says that it was drawn.
  package var number: Int
  package var title: String
  /// The environment, again.
  package var environment: Span
  /// Patient, case, what changes: each a line of spans.
  package var lines: [[Span]]
  /// Not to be shown just now, and so not to be answered.
  package var isHidden = false
  /// The effect of `y`, as a verb phrase: "send the refill link request"; or why it does nothing yet: "wait: …".
  package var accept: String
  /// `y` counts by now, as far as it was in view.
  package var isLive = true
}

/// Something to read, one line each; long lines wrap except `unwrapped` ones.
package struct ReadingPresentation: Hashable, Sendable {
  package var title: String
  package var lines: [DetailLine]
  package var selectedID: String?
  /// A value, such as a link, on its own line that no frame wraps or cuts.
  package var unwrapped: String?
  /// True when y copies something.
  package var copies: Bool
  package var shape = Shape.box

  package enum Shape: Hashable, Sendable {
    /// The lines in a box, `unwrapped` under it.
    case box
    /// `unwrapped` and nothing else, from the first column on.
    case alone
    /// `unwrapped` as a QR code, with the lines beside or under it where there is room.
    case code
  }
}

/// The lock of the screen. It shows nothing about a patient.
package struct LockPresentation: Hashable, Sendable {
  package var title: String
  /// Environment, operator, what opens it.
  package var lines: [Span]
  /// Nil where nothing is typed.
  package var field: TextFieldPresentation?
  package var problem: String?

  package init(title: String, lines: [Span], field: TextFieldPresentation? = nil, problem: String? = nil) {
    self.title = title
    self.lines = lines
    self.field = field
    self.problem = problem
  }
}
