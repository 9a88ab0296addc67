package import Terminal

/// A fault in a theme: text that people cannot read, or cannot tell apart.
package struct ThemeFinding: Hashable, Sendable {
  package let role: ThemeRole
  /// "muted on surface has a contrast of 3.9, AA asks for 4.5".
  package let sentence: String
}

extension Theme {
  /// Text below the WCAG AA contrast on any background that it can have, in full colour and in 256 colours, and a
  /// production style that looks like another one at some depth.
  ///
  /// The terminal's own colours are unknown, so they are not judged; `border` is not text.
  package func findings() -> [ThemeFinding] { faint() + mistakenProduction() }

  private func faint() -> [ThemeFinding] {
    let roles = ThemeRole.allCases.filter { ![.background, .surface, .border].contains($0) }
    return roles.flatMap { role in grounds(of: role).compactMap { faint(role, on: $0) } }
  }

  /// The backgrounds that text of the role can have, by the name of the role that defines them.
  private func grounds(of role: ThemeRole) -> [ThemeRole] {
    if entries[role]?.background != nil { return [role] }
    let keepsColor = (entries[.selection]?.color ?? .standard) == .standard && entries[.selection]?.background != nil
    return [.background, .surface] + (keepsColor ? [.selection] : [])
  }

  private func faint(_ role: ThemeRole, on ground: ThemeRole) -> ThemeFinding? {
    for (depth, name) in [(ColorDepth.trueColor, ""), (.indexed256, " in 256 colours")] {
      let text = style(role, depth: depth).foreground
      guard let ratio = Contrast.ratio(text, style(ground, depth: depth).background), ratio < Contrast.least else {
        continue
      }
      let place = ground == role ? "its background" : ground.rawValue
      let shown = (ratio * 10).rounded(.down) / 10
      return ThemeFinding(
        role: role, sentence: "\(role.rawValue) on \(place) has a contrast of \(shown)\(name); AA requires 4.5")
    }
    return nil
  }

  private func mistakenProduction() -> [ThemeFinding] {
    ColorDepth.allCases.flatMap { depth in
      [ThemeRole.envSandbox, .envOther, .text, .heading].filter {
        style($0, depth: depth) == style(.envProduction, depth: depth)
      }.map {
        ThemeFinding(
          role: .envProduction, sentence: "env-production looks like \($0.rawValue) in \(depth.words)")
      }
    }
  }
}

extension ColorDepth {
  /// "256 colours".
  package var words: String {
    switch self {
    case .mono: "mono"
    case .ansi16: "16 colours"
    case .indexed256: "256 colours"
    case .trueColor: "full colour"
    }
  }
}
