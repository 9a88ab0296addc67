extension KeyPress {
  /// True for a key that terminals without an extended keyboard mode send as itself. ASCII has control characters only
  /// for letters and a few signs; Enter, Tab, Backspace and Esc ignore Control and Shift; and Escape before some signs
  /// begins a sequence (ECMA-48).
  package var isSent: Bool {
    let hasControl = modifiers.contains(.control)
    let hasAlt = modifiers.contains(.alt)
    switch key {
    case .character(let typed):
      guard hasControl || hasAlt else { return true }
      guard let ascii = typed.asciiValue else { return false }
      if hasControl {
        return typed == " " || (0x61...0x7A).contains(ascii) || (0x5C...0x5F).contains(ascii)
      }
      return !Self.introducers.contains(typed)
    case .escape: return modifiers.isEmpty
    case .enter, .tab, .backspace, .backTab: return modifiers.subtracting(.alt).isEmpty
    case .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown: return true
    case .function(let number): return number <= 12
    }
  }

  /// False where a Shift in `name` was dropped, because no control character knows it.
  package func isWrittenOut(in name: String) -> Bool {
    self.name.contains("Shift-") || !name.lowercased().contains("shift-")
  }

  /// Characters that, after Escape, begin CSI, SS3, OSC, DCS, SOS, PM and APC.
  private static let introducers: Set<Character> = ["[", "O", "]", "P", "X", "^", "_"]
}
