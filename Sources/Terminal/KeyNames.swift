// The names of keys, as help shows them and configuration files spell them.
extension KeyPress {
  /// The key's name: `Ctrl-P`, `Alt-1`, `F10`, `Enter`, `Esc`, `Shift-Tab`, `PgUp`, `Space`, `/`, `Y`.
  ///
  /// `KeyPress(name:)` reads it back.
  package var name: String {
    var prefix = ""
    if modifiers.contains(.control) { prefix += "Ctrl-" }
    if modifiers.contains(.alt) { prefix += "Alt-" }
    if modifiers.contains(.shift) { prefix += "Shift-" }
    switch key {
    case .character(" "): return prefix + "Space"
    case .character(let typed):
      guard !modifiers.isEmpty else { return Sanitiser.visible(String(typed)) }
      let isCapital = typed.isUppercase
      return prefix + (isCapital ? "Shift-" : "") + Sanitiser.visible(typed.uppercased())
    case .backTab: return prefix + "Shift-Tab"
    case .function(let number): return "\(prefix)F\(number)"
    default: return prefix + (Self.names[key] ?? "")
    }
  }

  /// Reads a name as `name` writes it. Nil when it names no key.
  ///
  /// Names of keys and modifiers may be in any case; a single letter means just that letter (`y` is not `Y`), but
  /// after a modifier letters have no case (`Ctrl-P`, `Alt-b`; a capital is `Alt-Shift-B`).
  package init?(name: String) {
    var held: Modifiers = []
    var rest = Substring(name)
    while let (modifier, length) = Self.modifier(startingWith: rest), rest.count > length {
      held.insert(modifier)
      rest = rest.dropFirst(length)
    }
    guard let key = Self.key(named: rest, held: held) else { return nil }
    self.init(key, held)
  }

  private static func modifier(startingWith text: Substring) -> (Modifiers, Int)? {
    let lower = text.lowercased()
    if lower.hasPrefix("ctrl-") { return (.control, 5) }
    if lower.hasPrefix("alt-") { return (.alt, 4) }
    if lower.hasPrefix("shift-") { return (.shift, 6) }
    return nil
  }

  private static func key(named name: Substring, held: Modifiers) -> Key? {
    if name.count == 1, let typed = name.first {
      guard Sanitiser.isPlain(String(typed)) else { return nil }
      if held.isEmpty { return .character(typed) }
      // Shift alone belongs to no character: `Shift-y` is written `Y`.
      guard held != .shift else { return nil }
      let changed = held.contains(.shift) ? typed.uppercased() : typed.lowercased()
      return changed.count == 1 ? changed.first.map { .character($0) } : nil
    }
    let lower = name.lowercased()
    if lower == "space" { return .character(" ") }
    if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...63).contains(number) {
      return .function(number)
    }
    return aliases[lower] ?? names.first { $0.value.lowercased() == lower }?.key
  }

  private static let names: [Key: String] = [
    .enter: "Enter", .escape: "Esc", .tab: "Tab", .backspace: "Backspace", .delete: "Del", .insert: "Ins",
    .up: "Up", .down: "Down", .left: "Left", .right: "Right", .home: "Home", .end: "End", .pageUp: "PgUp",
    .pageDown: "PgDn",
  ]

  private static let aliases: [String: Key] = [
    "escape": .escape, "return": .enter, "delete": .delete, "insert": .insert, "pageup": .pageUp,
    "pagedown": .pageDown, "backtab": .backTab,
  ]
}
