package import Terminal

/// How each role looks, at every depth of colour.
package struct Theme: Hashable, Sendable {
  /// What a theme file says of one role. The colour of `background` and `surface` lies behind the text.
  package struct Entry: Hashable, Sendable {
    package var color: Color = .standard
    /// Nil: that of `background`.
    package var background: Color?
    package var attributes: Attributes = []
  }

  package let name: String
  let entries: [ThemeRole: Entry]

  init(name: String, entries: [ThemeRole: Entry]) {
    self.name = name
    self.entries = entries
  }

  /// What the terminal is to be given for `role`. In mono there are attributes only: the theme's, but for the roles that
  /// must be told apart, whose attributes are fixed.
  package func style(_ role: ThemeRole, depth: ColorDepth) -> Style {
    let style = fullStyle(role)
    switch depth {
    case .trueColor: return style
    case .indexed256: return Self.indexed(style, \.nearestIndexed256)
    case .ansi16: return Self.legible(Self.indexed(style, \.nearest16))
    case .mono: return Style(attributes: role.monoAttributes ?? style.attributes)
    }
  }

  /// True where production has its own ground, or is reversed, wherever there are colours; in mono it always is. The
  /// terminal's ground does not count: it may look like the screen's.
  var showsProduction: Bool {
    [ColorDepth.trueColor, .indexed256, .ansi16].allSatisfy { depth in
      let production = style(.envProduction, depth: depth)
      return production.attributes.contains(.reverse)
        || production.background != .standard
          && [ThemeRole.background, .surface].allSatisfy {
            style($0, depth: depth).background != production.background
          }
    }
  }

  /// The colours as the theme names them.
  private func fullStyle(_ role: ThemeRole) -> Style {
    let entry = entries[role] ?? Entry()
    switch role {
    case .background, .surface:
      let text = entries[.text] ?? Entry()
      return Style(foreground: text.color, background: entry.color, attributes: entry.attributes)
    default:
      let background = entry.background ?? entries[.background]?.color ?? .standard
      return Style(foreground: entry.color, background: background, attributes: entry.attributes)
    }
  }

  private static func indexed(_ style: Style, _ nearest: (Color) -> UInt8?) -> Style {
    Style(
      foreground: nearest(style.foreground).map(Color.indexed) ?? .standard,
      background: nearest(style.background).map(Color.indexed) ?? .standard, attributes: style.attributes)
  }

  /// Two colours that fall on the same one of sixteen would hide the text.
  private static func legible(_ style: Style) -> Style {
    guard style.foreground == style.background, let ground = Contrast.luminance(style.background) else { return style }
    return Style(
      foreground: .indexed(ground > 0.2 ? 0 : 15), background: style.background, attributes: style.attributes)
  }
}

extension ThemeRole {
  /// What tells the role without any colour; nil where the theme decides.
  var monoAttributes: Attributes? {
    switch self {
    case .selection: .reverse
    case .focus: .bold
    case .error: [.bold, .underline]
    case .envProduction: [.bold, .reverse]
    case .envOther: [.underline, .reverse]
    case .envSandbox: .underline
    default: nil
    }
  }
}
