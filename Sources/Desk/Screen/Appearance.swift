/// The theme, the mouse and the terminal's focus, as they are until the program ends.
struct Appearance: Sendable {
  /// The person's choice, previews left out: the name of a theme, or `auto`.
  private(set) var theme: String
  /// The choice that was said last, or was there at the start.
  private var saidTheme: String
  /// The terminal's, as it said last.
  private(set) var background = TerminalBackground.dark
  private(set) var isMouseOn: Bool
  /// False while another window has the keyboard.
  private(set) var hasFocus = true

  /// The choice of `dark` or `light`, as the background of the terminal is.
  static let auto = "auto"

  init(theme: String, isMouseOn: Bool) {
    self.theme = theme
    saidTheme = theme
    self.isMouseOn = isMouseOn
  }

  var followsBackground: Bool { theme == Self.auto }

  /// The theme that a choice stands for now.
  func drawn(_ theme: String) -> String { theme == Self.auto ? background.theme : theme }

  /// The theme that the screen is drawn in, previews left out.
  var drawn: String { drawn(theme) }

  mutating func choose(_ theme: String) { self.theme = theme }

  /// - Returns: true where it was said before, so that the theme was only read again.
  mutating func say(_ theme: String) -> Bool {
    defer { saidTheme = theme }
    return theme == saidTheme
  }

  mutating func background(is background: TerminalBackground) { self.background = background }

  mutating func focus(isHere: Bool) { hasFocus = isHere }

  mutating func mouse(isOn: Bool) { isMouseOn = isOn }
}
