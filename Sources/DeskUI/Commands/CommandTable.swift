package import Desk
import Terminal

/// The keys of every command, beside the rows of `CommandRow`. Footer, help, palette, the README's key table and the tests
/// read these and nothing else.
package enum CommandTable {
  /// In the order of palette and help.
  package static let rows: [KeyRow] = everywhere + moving + caseRows + worklist + editor + overlays

  /// The commands of palette and help with their default keys.
  ///
  /// `confirm` is left out: only its key, seen in front of the confirmation, accepts one.
  package static var directory: [CommandEntry] { KeyInterpreter.standard.directory }

  /// The key table of the README: the commands, then the keys of text fields and choices.
  package static func markdown() -> String {
    var lines = ["| keys | command | what it does |", "|---|---|---|"]
    for row in rows {
      let keys = KeyInterpreter.standard.keyNames(of: row.command).map { "`\($0)`" }.joined(separator: " ")
      let explanation = CommandRow.of(row.command)?.explanation ?? ""
      lines.append("| \(keys.isEmpty ? "palette" : keys) | \(row.command.rawValue) | \(explanation) |")
    }
    for (keys, meaning) in TextEditKeys.described {
      lines.append("| \(keys.map { "`\($0.name)`" }.joined(separator: " ")) | | \(meaning) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
