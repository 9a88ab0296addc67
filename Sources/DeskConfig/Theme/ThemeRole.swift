/// The parts of the screen that a theme colours. The raw value is the key in theme files.
package enum ThemeRole: String, CaseIterable, Hashable, Sendable {
  /// Behind everything. Its colour is a background.
  case background
  /// Behind overlays. Its colour is a background.
  case surface
  case text
  case muted
  case heading
  case label
  case border
  /// Border and title of the pane, or field, that has the keys.
  case focus
  case accent
  case selection
  case success
  case warning
  case error
  /// Health data.
  case phi
  case required
  case readonly
  /// Data that is not confirmed live.
  case stale
  case envProduction = "env-production"
  case envSandbox = "env-sandbox"
  case envOther = "env-other"
}
