package import Desk
import Terminal

/// The keys of every command, beside the rows of `CommandRow`. Footer, help, palette, the manual's key table and the tests
/// read these and nothing else.
package enum CommandTable {
  /// In the order of palette and help.
  package static let rows: [KeyRow] = everywhere + moving + caseRows + worklist + editor + overlays

  /// The commands of palette and help with their default keys.
  ///
  /// `confirm` is left out: only its key, seen in front of the confirmation, accepts one.
  package static var directory: CommandDirectory { KeyInterpreter.standard.directory }

  /// The commands that the footer names where keys mean what `context` says.
  package static func footer(in context: InputContext) -> [Command] {
    let place = KeyContext(context)
    return rows.filter { $0.hint(in: place) != nil }.map(\.command)
  }

  /// The key table of the manual: the commands, then the keys of text fields and choices, which have no name.
  package static var described: [(keys: [String], command: String, meaning: String)] {
    rows.map { row in
      (
        KeyInterpreter.standard.keyNames(of: row.command), row.command.rawValue,
        CommandRow.of(row.command)?.explanation ?? ""
      )
    } + TextEditKeys.described.map { keys, meaning in (keys.map(\.name), "", meaning) }
  }
}
