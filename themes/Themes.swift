/// The themes that come with the program: the TOML files of this folder, embedded, and listed here by name. Names use the
/// file's name without its ending.
package enum Themes {
  /// In the order a picker shows them.
  package static let all: [(name: String, toml: [UInt8])] = [
    ("dark", PackageResources.dark_toml),
    ("light", PackageResources.light_toml),
    ("high-contrast", PackageResources.high_contrast_toml),
    ("colour-blind-safe", PackageResources.colour_blind_safe_toml),
    // The build makes identifiers of file names: `-` and `.` become `_`, and so does a digit at the start.
    ("16-colour", PackageResources._6_colour_toml),
    ("mono", PackageResources.mono_toml),
  ]
}
