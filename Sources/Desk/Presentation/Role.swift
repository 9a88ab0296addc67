/// The role of a piece of text. The raw value is the theme's role that colours it; no colour is known here, and no
/// state is shown by role alone.
package enum Role: String, CaseIterable, Hashable, Sendable {
  case text
  case muted
  case heading
  case label
  case accent
  case success
  case warning
  case error
  case phi
  case required
  case readonly
  case stale
  case environmentProduction = "env-production"
  case environmentSandbox = "env-sandbox"
  case environmentOther = "env-other"
}

/// A run of text with one role.
package struct Span: Hashable, Sendable {
  package var text: String
  package var role: Role
  /// A hit of the text that is looked for.
  package var isFound = false

  package init(_ text: String, _ role: Role = .text) {
    self.text = text
    self.role = role
  }
}
