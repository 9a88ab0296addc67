/// Everything the screen shows, as strings, roles and ids. Drawing it needs nothing else.
package struct ScreenPresentation: Hashable, Sendable {
  package var header: HeaderPresentation
  package var lookup: LookupPresentation
  package var casePane: CasePresentation
  /// Nil when no form, message or note is open; a parked one is one line of `casePane`.
  package var editor: EditorPresentation?
  package var focus: PaneID
  /// From bottom to top; the last one has the keys.
  package var overlays: [OverlayPresentation]
  /// One sentence about the last thing that happened; nil when there is nothing to say.
  package var notice: Span?
  /// The reason why each command that the front end offers is off now; one that is not listed is on.
  package var unavailable: [Command: String]
  /// The context that decides what the keys mean now.
  package var context: InputContext
  /// Counts the requests to wipe and redraw the screen.
  package var redraws: Int
  /// Nil while it is not open.
  package var worklist: WorklistPresentation?
  /// The pane of the main part that had the focus last.
  package var front = PaneID.caseDetail
  /// True when the main part also takes the columns of the side, which folds to one line.
  package var isWide = false
  /// How much wider the side is than it is at first, in twentieths of the screen's columns.
  package var sideSteps = 0
  /// Another window has the keyboard.
  package var isDimmed = false

  /// Of the terminal's window: nothing of a patient.
  package var windowTitle: String {
    let unsaved = header.unsavedDrafts
    let count = unsaved == 0 ? "" : unsaved == 1 ? " · 1 unsaved draft" : " · \(unsaved) unsaved drafts"
    return "CaseDesk \(header.environment.text)\(count)"
  }
}

/// The panes, in the order in which the focus moves through them.
package enum PaneID: String, CaseIterable, Hashable, Sendable {
  case lookup
  case worklist
  case caseDetail
  case form

  /// The part of the screen that a pane is in. When a part has no room for two panes, it shows the focused pane, or
  /// else the one that had the focus last.
  package enum Part: Hashable, Sendable {
    case side
    case main
  }

  package var part: Part {
    switch self {
    case .lookup: .side
    case .worklist, .caseDetail, .form: .main
    }
  }
}

extension ScreenPresentation {
  /// Those that there are.
  package var panes: [PaneID] {
    PaneID.allCases.filter { ($0 != .form || editor != nil) && ($0 != .worklist || worklist != nil) }
  }
}

/// The place that keys go to. In `text` contexts no bare letter or digit is a command.
package enum InputContext: Hashable, Sendable {
  /// The lookup box. While it is empty `/`, `?` and `:` act as commands.
  case lookupField(isEmpty: Bool)
  /// The list of recents or suggestions under the lookup box.
  case lookupList
  case worklist
  case caseDetail
  /// A text field of the editor; `isMultiline`: arrows move in the text.
  case editorText(isMultiline: Bool)
  /// A choice or a button of the editor: digits pick, Space switches.
  case editorChoice
  /// A choice with more options than digits: typing filters, Space switches.
  case editorLongChoice
  /// The review of a form: moving and revealing, no bare letter.
  case editorReview
  /// The text of a message or note: Enter begins a line.
  case composer
  /// A list with a filter field: typing filters.
  case picker
  /// One text field, possibly masked.
  case prompt
  /// y accepts, everything else is no or nothing.
  case confirmation
  /// Something to read: scrolls; `copies`: y copies.
  case reading(copies: Bool)
}

extension InputContext {
  /// The contexts of the panes, as opposed to those of the overlays above them.
  package static let panes: [InputContext] = [
    .lookupField(isEmpty: true), .lookupField(isEmpty: false), .lookupList, .worklist, .caseDetail,
    .editorText(isMultiline: false), .editorText(isMultiline: true), .editorChoice, .editorLongChoice, .editorReview,
    .composer,
  ]

  package static let all =
    panes + [.picker, .prompt, .confirmation, .reading(copies: false), .reading(copies: true)]
}

package struct HeaderPresentation: Hashable, Sendable {
  /// "SANDBOX", "PRODUCTION", …: always a word, its role by kind of environment.
  package var environment: Span
  /// "● connected", "○ offline".
  package var connection: Span
  /// "1 unsettled", "NOT SAVED", "read-only": right-aligned, most important first.
  package var notices: [Span]
  package var unsavedDrafts = 0
}

package struct TextFieldPresentation: Hashable, Sendable {
  package var characters: [Character]
  /// In characters (grapheme clusters) from the start.
  package var cursor: Int
  /// The column that the last move up or down aimed at; nil when the last key was none.
  package var aimedColumn: Int?
  package var placeholder: String
  /// Shown as one dot a character.
  package var isMasked: Bool
  package var isMultiline: Bool

  package init(
    text: String, cursor: Int, aimedColumn: Int? = nil, placeholder: String = "", isMasked: Bool = false,
    isMultiline: Bool = false
  ) {
    self.init(
      Array(text), cursor: cursor, aimedColumn: aimedColumn, placeholder: placeholder, isMasked: isMasked,
      isMultiline: isMultiline)
  }

  init(
    _ characters: [Character], cursor: Int, aimedColumn: Int?, placeholder: String, isMasked: Bool, isMultiline: Bool
  ) {
    self.characters = characters
    self.cursor = cursor
    self.aimedColumn = aimedColumn
    self.placeholder = placeholder
    self.isMasked = isMasked
    self.isMultiline = isMultiline
  }

  package var text: String { String(characters) }
  package var isEmpty: Bool { characters.isEmpty }
}

/// Written out with its text as one string, so that a search of a whole presentation finds it.
extension TextFieldPresentation: CustomReflectable {
  package var customMirror: Mirror {
    Mirror(
      self,
      children: [
        "text": text, "cursor": cursor, "placeholder": placeholder, "isMasked": isMasked, "isMultiline": isMultiline,
      ], displayStyle: .struct)
  }
}
