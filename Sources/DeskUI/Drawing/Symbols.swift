import Desk
import Terminal

/// The signs the program draws by itself, in Unicode or in ASCII.
struct Symbols: Hashable, Sendable {
  let isASCII: Bool

  /// In front of the selected row.
  var marker: String { isASCII ? ">" : "▌" }
  /// Stands for one character of a masked field.
  var dot: Character { isASCII ? "*" : "•" }
  var more: (above: String, below: String) { isASCII ? ("^", "v") : ("↑", "↓") }

  func choice(isMultiple: Bool, isSelected: Bool) -> String {
    switch (isMultiple, isSelected) {
    case (true, true): "[x]"
    case (true, false): "[ ]"
    case (false, true): isASCII ? "(*)" : "(•)"
    case (false, false): "( )"
    }
  }

  /// In front of a question; the state is told by the sign, never by colour alone.
  func state(_ state: EditorRow.State) -> String? {
    switch state {
    case .empty: isASCII ? "-" : "○"
    case .answered: isASCII ? "+" : "✓"
    case .invalid: "!"
    case .none: nil
    }
  }
}
