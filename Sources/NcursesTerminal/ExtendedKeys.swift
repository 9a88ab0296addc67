import Terminal

/// Keys as the kitty keyboard protocol (`CSI code ; modifiers ; text u`) and xterm's modifyOtherKeys
/// (`CSI 27 ; modifiers ; code ~`) send them. They mean what the same keys mean without those modes.
enum ExtendedKeys {
  /// - Parameter fields: code, shifted code and code of the base layout; modifiers and event; the text as code points.
  static func keys(_ fields: KeyFields) -> [KeyPress] {
    guard fields.count <= 3, !fields.isRelease, let held = Held(fields.count > 1 ? fields[1] : 1) else { return [] }
    let text = fields.parts(of: 2).compactMap { typed($0) }
    if !held.isCommand, !text.isEmpty { return text.map { KeyPress(.character($0)) } }
    let code = fields.part(0, of: 0) ?? 1
    if let key = named(code) { return [press(key, held)] }
    guard let plain = typed(code) else { return [] }
    // A letter of another script has no control character: the key of the base layout has.
    if held.modifiers.contains(.control), !plain.isASCII, let base = fields.part(2, of: 0).flatMap(typed) {
      return [KeyPress(.character(base), held.modifiers)]
    }
    guard held.isShifted(plain) else { return [KeyPress(.character(plain), held.modifiers)] }
    if let shifted = fields.part(1, of: 0).flatMap(typed) { return [KeyPress(.character(shifted), held.modifiers)] }
    let upper = plain.uppercased()
    guard upper.count == 1, let shifted = upper.first else { return [] }
    // The terminal alone knows the sign that Shift makes of a digit; a wrong one must not be typed.
    guard shifted != plain || plain == " " || plain.isLetter || held.modifiers.contains(.control) else { return [] }
    return [KeyPress(.character(shifted), held.modifiers)]
  }

  /// - Parameter code: of the character that the keys type, Shift included.
  static func ofOtherKeys(code: Int, modifiers: Int) -> [KeyPress] {
    guard let held = Held(modifiers) else { return [] }
    if let key = named(code) { return [press(key, held)] }
    return typed(code).map { [KeyPress(.character($0), held.modifiers)] } ?? []
  }

  /// Without those modes Shift and Control leave these keys as they are, and Shift-Tab is a key of its own.
  private static func press(_ key: Key, _ held: Held) -> KeyPress {
    switch key {
    case .enter, .escape, .backspace, .tab:
      KeyPress(key, key == .tab ? held.modifiers.subtracting(.control) : held.modifiers.intersection(.alt))
    case .character, .backTab, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .function:
      KeyPress(key, held.modifiers)
    }
  }

  private static func named(_ code: Int) -> Key? {
    switch code {
    case 8, 127: .backspace
    case 9: .tab
    case 10, 13: .enter
    case 27: .escape
    case 57344...57357: first[code - 57344]
    case 57364...57398: .function(code - 57363)
    case 57399...57408: .character(Character("\(code - 57399)"))
    case 57409...57426: keypad[code - 57409]
    default: nil
    }
  }

  /// Nil for controls, and for the private codes of keys such as the volume's.
  private static func typed(_ code: Int) -> Character? {
    guard code >= 0x20, !(0x7F...0x9F).contains(code), !(0xE000...0xF8FF).contains(code),
      let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init)
    else { return nil }
    return Character(scalar)
  }

  private static let first: [Key] = [
    .escape, .enter, .tab, .backspace, .insert, .delete, .left, .right, .up, .down, .pageUp, .pageDown, .home, .end,
  ]

  private static let keypad: [Key] = [
    .character("."), .character("/"), .character("*"), .character("-"), .character("+"), .enter, .character("="),
    .character(","), .left, .right, .up, .down, .pageUp, .pageDown, .home, .end, .insert, .delete,
  ]
}

/// The keys held down, by the parameter that is one more than the sum of Shift 1, Alt 2, Control 4, Super 8, Hyper 16,
/// Meta 32, Caps Lock 64 and Num Lock 128.
private struct Held {
  let modifiers: Modifiers
  private let hasCapsLock: Bool

  /// Nil when an unknown modifier is held: then the key is meant for another program.
  init?(_ parameter: Int) {
    guard (1...256).contains(parameter), (parameter - 1) & (8 | 16 | 32) == 0 else { return nil }
    modifiers = KeySequences.modifiers(parameter)
    hasCapsLock = (parameter - 1) & 64 != 0
  }

  /// The key types nothing.
  var isCommand: Bool { !modifiers.isDisjoint(with: [.alt, .control]) }

  func isShifted(_ plain: Character) -> Bool { modifiers.contains(.shift) != (hasCapsLock && plain.isLetter) }
}
