package import Terminal

/// The look of each role, at every colour depth.
package struct Theme: Hashable, Sendable {
  /// A theme file's settings for one role. The colour of `background` and `surface` is the ground behind the text.
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

  /// The style that the terminal gets for `role`. Mono has attributes only: the theme's, except for roles that must be
  /// told apart, whose attributes are fixed.
  package func style(_ role: ThemeRole, depth: ColorDepth) -> Style {
    let style = fullStyle(role)
    switch depth {
    case .trueColor: return style
    case .indexed256: return Self.indexed(style, \.nearestIndexed256)
    case .ansi16: return Self.legible(Self.indexed(style, \.nearest16))
    case .mono: return Style(attributes: role.monoAttributes ?? style.attributes)
    }
  }

  /// True when production has its own background, or is reversed, at every depth with colours; in mono it always is.
  /// The terminal's own background does not count, because it may look like the screen's.
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
  /// The attributes that identify the role without colour; nil where the theme decides.
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
