import DeskUI

/// The default keys of the screen, for the manual.
package enum KeyManual {
  /// Every command with its keys (none for a command of the palette only), then the keys of text fields and choices.
  package static var rows: [(keys: [String], command: String, meaning: String)] { CommandTable.described }
}
