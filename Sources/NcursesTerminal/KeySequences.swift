import Terminal

/// The keys behind single control bytes.
enum ControlBytes {
  static func key(_ byte: UInt8, _ modifiers: Modifiers) -> KeyPress {
    switch byte {
    case 0x00: KeyPress(.character(" "), modifiers.union(.control))
    case 0x08, 0x7F: KeyPress(.backspace, modifiers)
    case 0x09: KeyPress(.tab, modifiers)
    case 0x0D: KeyPress(.enter, modifiers)
    case 0x01...0x1A: KeyPress(.character(Character(Unicode.Scalar(byte + 0x60))), modifiers.union(.control))
    default: KeyPress(.character(Character(Unicode.Scalar(byte + 0x40))), modifiers.union(.control))
    }
  }

  /// The byte of a key that descriptions name although it is a single byte; nil for all other keys.
  static func byte(of press: KeyPress) -> UInt8? {
    guard press.modifiers.isEmpty else { return nil }
    let bytes: [Key: UInt8] = [.backspace: 0x7F, .tab: 0x09, .enter: 0x0D]
    return bytes[press.key]
  }
}

/// Key sequences as xterm documents them, for keys that the terminal's own description leaves out, and those of the
/// extended keyboard modes that another program may have left on.
enum KeySequences {
  /// The byte between `CSI` and the last one of the Linux console's F1 to F5.
  static let consoleParameters = Array("[".utf8)

  /// The keys of a sequence: none for an answer of the terminal, an unused key or a released key; several only when a
  /// terminal sends a text as one key.
  ///
  /// `CSI … R` is F3 with a modifier or a cursor report; it is taken for the report.
  static func keys(introducer: UInt8, parameters: [UInt8], final: UInt8) -> [KeyPress] {
    if introducer == UInt8(ascii: "["), parameters == consoleParameters {
      return console[final].map { [KeyPress($0)] } ?? []
    }
    guard let fields = KeyFields(parameters) else { return [] }
    if introducer == UInt8(ascii: "["), final == UInt8(ascii: "u") { return ExtendedKeys.keys(fields) }
    if introducer == UInt8(ascii: "["), final == UInt8(ascii: "~"), fields[0] == 27, fields.count == 3 {
      return ExtendedKeys.ofOtherKeys(code: fields[2], modifiers: fields[1])
    }
    guard fields.count <= 2, !fields.isRelease else { return [] }
    let modifiers = Self.modifiers(fields.count == 2 ? fields[1] : 1)
    if final == UInt8(ascii: "~"), introducer == UInt8(ascii: "[") {
      return numbered[fields[0]].map { [KeyPress($0, modifiers)] } ?? []
    }
    if introducer == UInt8(ascii: "O"), let key = keypad[final] {
      return [KeyPress(key, Self.modifiers(parameters.isEmpty ? 1 : fields[fields.count - 1]))]
    }
    guard let key = lettered[final], fields.count == 2 || parameters.isEmpty else { return [] }
    // `CSI P` without numbers is no key; F1 is `SS3 P`, and `CSI 1 ; 2 P` with Shift.
    if case .function = key, introducer == UInt8(ascii: "["), parameters.isEmpty { return [] }
    return [KeyPress(key, modifiers)]
  }

  /// xterm's parameter: one more than the sum of Shift 1, Alt 2, Control 4.
  static func modifiers(_ parameter: Int) -> Modifiers {
    // The kitty protocol adds the locks, 64 and 128: they change no key of these.
    let bits = (parameter - 1) & ~(64 | 128)
    guard (1...256).contains(parameter), bits < 8 else { return [] }
    var modifiers: Modifiers = []
    if bits & 1 != 0 { modifiers.insert(.shift) }
    if bits & 2 != 0 { modifiers.insert(.alt) }
    if bits & 4 != 0 { modifiers.insert(.control) }
    return modifiers
  }

  private static let lettered: [UInt8: Key] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
    UInt8(ascii: "F"): .end, UInt8(ascii: "H"): .home, UInt8(ascii: "Z"): .backTab, UInt8(ascii: "P"): .function(1),
    UInt8(ascii: "Q"): .function(2), UInt8(ascii: "S"): .function(4),
  ]

  private static let console: [UInt8: Key] = [
    UInt8(ascii: "A"): .function(1), UInt8(ascii: "B"): .function(2), UInt8(ascii: "C"): .function(3),
    UInt8(ascii: "D"): .function(4), UInt8(ascii: "E"): .function(5),
  ]

  /// The block of digits in application mode (`SS3 p`), as DEC documents it for the VT220 and xterm for its other keys.
  static let keypad: [UInt8: Key] = {
    var keys: [UInt8: Key] = [UInt8(ascii: "M"): .enter, UInt8(ascii: "I"): .tab]
    var signs = "*+,-./0123456789="[...]
    for final in "jklmnopqrstuvwxyX".utf8 { keys[final] = signs.popFirst().map(Key.character) }
    return keys
  }()

  private static let numbered: [Int: Key] = [
    1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end, 11: .function(1),
    12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5), 17: .function(6), 18: .function(7),
    19: .function(8), 20: .function(9), 21: .function(10), 23: .function(11), 24: .function(12),
  ]
}
