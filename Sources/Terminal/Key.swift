/// A key, in the way that the program tells keys apart.
package enum Key: Hashable, Sendable {
  /// A key that types something; Space is `character(" ")`, capitals carry no Shift.
  case character(Character)
  case enter
  case escape
  case tab
  case backTab
  case backspace
  case delete
  case insert
  case up
  case down
  case left
  case right
  case home
  case end
  case pageUp
  case pageDown
  /// F1 and up.
  case function(Int)
}

/// Keys held down together with another one.
package struct Modifiers: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }
  /// The standard library's own looks through every conformance of the program when it is first used.
  package init(arrayLiteral elements: Modifiers...) { rawValue = elements.reduce(0) { $0 | $1.rawValue } }

  package static let control = Modifiers(rawValue: 1)
  package static let alt = Modifiers(rawValue: 2)
  /// Never set with a character: a capital is its own character.
  package static let shift = Modifiers(rawValue: 4)
}

/// One press of a key.
///
/// A terminal sends the same byte for some pairs (Ctrl-I and Tab, Ctrl-M and Enter, Ctrl-[ and Esc, Ctrl-H and
/// Backspace), so both are one value here, and so are Shift-Tab and `backTab`.
package struct KeyPress: Hashable, Sendable {
  package let key: Key
  package let modifiers: Modifiers

  package init(_ key: Key, _ modifiers: Modifiers = []) {
    var held = modifiers
    var pressed = key
    if case .character(let typed) = key {
      held.remove(.shift)
      if held.contains(.control) {
        let lower = Character(typed.lowercased())
        switch lower {
        case "i": pressed = .tab
        case "m": pressed = .enter
        case "[": pressed = .escape
        case "h": pressed = .backspace
        default: pressed = .character(lower)
        }
        if case .character = pressed {} else { held.remove(.control) }
      }
    } else if key == .tab, held.contains(.shift) {
      pressed = .backTab
    }
    if pressed == .backTab { held.remove(.shift) }
    self.key = pressed
    self.modifiers = held
  }
}
