/// The theme and the mouse, as they are until the program ends.
struct Appearance: Sendable {
  /// The one the screen is drawn in, previews left out.
  private(set) var theme: String
  private(set) var isMouseOn: Bool

  init(theme: String, isMouseOn: Bool) {
    self.theme = theme
    self.isMouseOn = isMouseOn
  }

  mutating func used(_ theme: String) { self.theme = theme }

  mutating func mouse(isOn: Bool) { isMouseOn = isOn }
}
