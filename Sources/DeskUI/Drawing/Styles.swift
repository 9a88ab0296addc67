package import Desk
package import Terminal

/// The looks of roles and of the parts that are not text.
///
/// Names are `Role` raw values and `background` (behind everything), `surface` (behind overlays), `border`, `focus`
/// (frame and mark of the focused part) and `selection` (the selected row). For `background` and `surface` only the
/// background colour counts; a role without its own background, or with that of `background`, takes the one that it is
/// drawn on.
package struct Styles: Hashable, Sendable {
  private let byRole: [String: Style]
  private let text: Style
  private let background: Color
  private var groundColor: Color
  /// False when there are attributes only, so that nothing can have its own colour.
  let hasColour: Bool

  /// A missing role looks like `text`; a missing `text` like the terminal's own.
  package init(_ byRole: [String: Style], hasColour: Bool = true) {
    self.byRole = byRole
    self.hasColour = hasColour
    text = byRole[Role.text.rawValue] ?? .standard
    background = byRole["background"]?.background ?? text.background
    groundColor = background
  }

  /// Attributes only: every state can be told apart without colour.
  package static let plain = Styles(
    [
      "muted": Style(attributes: .dim),
      "heading": Style(attributes: .bold),
      "accent": Style(attributes: .underline),
      "warning": Style(attributes: .bold),
      "error": Style(attributes: [.bold, .underline]),
      "required": Style(attributes: .bold),
      "readonly": Style(attributes: .dim),
      "stale": Style(attributes: .dim),
      "env-production": Style(attributes: [.bold, .reverse]),
      "env-sandbox": Style(attributes: .reverse),
      "env-other": Style(attributes: [.reverse, .underline]),
      "focus": Style(attributes: .bold),
      "selection": Style(attributes: .reverse),
    ], hasColour: false)

  package subscript(role: Role) -> Style { onGround(byRole[role.rawValue] ?? text) }
  package var border: Style { onGround(byRole["border"] ?? text) }
  package var focus: Style { onGround(byRole["focus"] ?? text.adding(.bold)) }
  /// The mark before a row: a block is not bolder in bold.
  var mark: Style {
    var style = focus
    style.attributes.remove(.bold)
    return style
  }
  /// Blank cells.
  package var ground: Style { Style(foreground: text.foreground, background: groundColor) }

  /// The same looks behind which lies `surface`.
  package var onSurface: Styles {
    var styles = self
    if let surface = byRole["surface"]?.background, surface != .standard { styles.groundColor = surface }
    return styles
  }

  /// The same looks on the ground of the panes.
  package var onBackground: Styles {
    var styles = self
    styles.groundColor = background
    return styles
  }

  /// `style` as it looks on the selected row. More than the colour of its text always marks the row.
  package func selected(_ style: Style) -> Style {
    guard let selection = byRole["selection"] else { return style.adding(.reverse) }
    let hasGround = selection.background != .standard && selection.background != background
    if !hasGround, selection.attributes.isEmpty { return style.adding(.reverse) }
    return Style(
      foreground: selection.foreground == .standard ? style.foreground : selection.foreground,
      background: hasGround ? selection.background : style.background,
      attributes: style.attributes.union(selection.attributes))
  }

  private func onGround(_ style: Style) -> Style {
    var shown = style
    if shown.background == .standard || shown.background == background { shown.background = groundColor }
    return shown
  }
}
