import Terminal
import Testing

@Suite struct KeyNameTests {
  @Test(arguments: [
    ("Ctrl-P", KeyPress(.character("p"), .control)), ("F10", KeyPress(.function(10))),
    ("Alt-1", KeyPress(.character("1"), .alt)),
    ("Enter", KeyPress(.enter)), ("Esc", KeyPress(.escape)), ("Tab", KeyPress(.tab)), ("Shift-Tab", KeyPress(.backTab)),
    ("PgUp", KeyPress(.pageUp)), ("Space", KeyPress(.character(" "))), ("/", KeyPress(.character("/"))),
    ("Y", KeyPress(.character("Y"))),
    ("y", KeyPress(.character("y"))), ("Alt-B", KeyPress(.character("b"), .alt)),
    ("Alt-Shift-B", KeyPress(.character("B"), .alt)),
    ("Alt-Enter", KeyPress(.enter, .alt)), ("Ctrl-Space", KeyPress(.character(" "), .control)),
    ("-", KeyPress(.character("-"))),
    ("Ctrl--", KeyPress(.character("-"), .control)), ("Ctrl-Left", KeyPress(.left, .control)),
    ("Shift-F3", KeyPress(.function(3), .shift)),
    ("Ctrl-Alt-Shift-Del", KeyPress(.delete, [.control, .alt, .shift])), ("é", KeyPress(.character("é"))),
    ("Alt-Shift-Tab", KeyPress(.backTab, .alt)), ("Backspace", KeyPress(.backspace)),
  ]) func nameAndKeyAreOne(_ name: String, _ press: KeyPress) {
    #expect(press.name == name)
    #expect(KeyPress(name: name) == press)
  }

  @Test(arguments: [
    ("ctrl-p", "Ctrl-P"), ("ESC", "Esc"), ("escape", "Esc"), ("PageDown", "PgDn"), ("return", "Enter"),
    ("alt-b", "Alt-B"), ("f1", "F1"),
    ("Ctrl-I", "Tab"), ("Ctrl-M", "Enter"), ("Ctrl-[", "Esc"), ("Ctrl-H", "Backspace"), ("backtab", "Shift-Tab"),
  ]) func otherSpellingsAreUnderstood(_ written: String, _ name: String) {
    #expect(KeyPress(name: written)?.name == name)
  }

  @Test(arguments: ["", "F0", "F64", "Ctrl-", "Hyper-P", "pgupp", "Shift-y", "ab", "\u{1B}", "\u{202E}", "Ctrl-Fx"])
  func whatNamesNoKeyIsRefused(_ name: String) {
    #expect(KeyPress(name: name) == nil)
  }

  @Test func everyKeyHasANameThatReadsBack() {
    let keys: [Key] =
      [
        .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp,
        .pageDown,
      ] + (1...24).map { .function($0) } + (0x20..<0x7F).map { .character(Character(Unicode.Scalar(UInt8($0)))) }
    for key in keys {
      for modifiers in [Modifiers(), .control, .alt, .shift, [.control, .alt]] {
        let press = KeyPress(key, modifiers)
        #expect(KeyPress(name: press.name) == press, "\(press.name)")
      }
    }
  }
}
