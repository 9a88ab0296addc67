/// The theme, the mouse and the terminal's focus, as they are until the program ends.
struct Appearance: Sendable {
  /// The one the screen is drawn in, previews left out.
  private(set) var theme: String
  private(set) var isMouseOn: Bool
  /// False while another window has the keyboard.
  private(set) var hasFocus = true

  init(theme: String, isMouseOn: Bool) {
    self.theme = theme
    self.isMouseOn = isMouseOn
  }

  mutating func used(_ theme: String) { self.theme = theme }

  mutating func focus(isHere: Bool) { hasFocus = isHere }

  mutating func mouse(isOn: Bool) { isMouseOn = isOn }
}
