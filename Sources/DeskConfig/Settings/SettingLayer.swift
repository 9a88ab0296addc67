/// The source of a value; a later case overrides the earlier ones.
package enum SettingLayer: Hashable, Sendable {
  case builtIn
  /// The configuration file.
  case file
  /// A variable, by its name.
  case environment(String)
  /// A flag of the command line, as it is written.
  case flag(String)
  case policy

  package var name: String {
    switch self {
    case .builtIn: "default"
    case .file: "config.toml"
    case .environment(let name): name
    case .flag(let name): name
    case .policy: "site policy"
    }
  }
}
