import DeskUI

/// The default keys of the screen, for the manual.
package enum KeyManual {
  /// Every command with its keys, none where only the palette has it; then keys of text fields and choices, without a command.
  package static var rows: [(keys: [String], command: String, meaning: String)] { CommandTable.described }
}
