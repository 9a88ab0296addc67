import Terminal
import Testing

@testable import Desk
@testable import DeskUI

struct CommandTableTests {
  @Test func everyCommandHasOneRow() {
    for command in Command.allCases {
      #expect(CommandTable.rows.count { $0.command == command } == 1, "\(command.rawValue)")
    }
    #expect(CommandTable.rows.map(\.command) == CommandRow.all.map(\.command), "both in the order of the palette")
  }

  @Test func noTwoCommandsShareAKeyInOnePlace() {
    for place in KeyContext.allCases {
      var owners: [KeyPress: Command] = [:]
      for row in CommandTable.rows {
        for entry in row.keys where entry.contexts.contains(place) {
          for key in entry.keys {
            let other = owners.updateValue(row.command, forKey: key)
            #expect(other == nil || other == row.command, "\(key.name) in \(place.rawValue)")
          }
        }
      }
    }
  }

  @Test func waysOutHoldEverywhere() {
    for place in KeyContext.allCases {
      for command in [Command.back, .help, .palette, .interrupt] {
        #expect(!KeyInterpreter.standard.bindings.keys(of: command, in: place).isEmpty, "\(command) in \(place)")
      }
    }
  }

  @Test func backHasTheSameTwinsEverywhere() throws {
    for place in KeyContext.allCases {
      for name in ["Esc", "F12", "Ctrl-G"] {
        let key = try #require(KeyPress(name: name))
        #expect(KeyInterpreter.standard.bindings.command(for: key, in: place) == .back)
      }
    }
  }

  /// The list of a picker has Home and End; in its filter Ctrl-A and Ctrl-E do the same.
  @Test func noCommandTakesAKeyThatEditsText() {
    for place in KeyContext.allCases where place.isText {
      for key in TextEditKeys.common.keys where !(place == .picker && [.home, .end].contains(key.key)) {
        #expect(KeyInterpreter.standard.bindings.command(for: key, in: place) == nil, "\(key.name) in \(place)")
      }
    }
    for key in TextEditKeys.ofSeveralLines.keys {
      #expect(KeyInterpreter.standard.bindings.command(for: key, in: .editorParagraph) == nil, "\(key.name)")
    }
  }

  @Test func everyCommandCanBeRunWithoutAFunctionKey() {
    let inPalette = Set(CommandTable.directory.entries.map(\.command))
    #expect(inPalette == Set(Command.allCases).subtracting([.confirm]))
    for place in KeyContext.allCases {
      let keys = KeyInterpreter.standard.bindings.keys(of: .palette, in: place)
      #expect(keys.contains { if case .function = $0.key { false } else { true } })
    }
  }

  @Test func everyKeyNameCanBeWrittenInAConfiguration() {
    for row in CommandTable.rows {
      for key in row.keys.flatMap(\.keys) { #expect(KeyPress(name: key.name) == key, "\(key.name)") }
    }
  }

  @Test func wordsOfTheTableAreComplete() {
    for row in CommandTable.rows {
      #expect(row.hintPriority == 0 || !row.hint.isEmpty, "\(row.command)")
    }
    for row in CommandRow.all {
      #expect(!row.label.isEmpty)
      #expect(row.explanation.hasSuffix("."), "\(row.label)")
    }
    #expect(Set(CommandRow.all.map(\.label)).count == CommandRow.all.count)
  }

  @Test func allBindings() throws {
    var text = ""
    for place in KeyContext.allCases {
      text += "\(place.rawValue)\n"
      for row in CommandTable.rows {
        let keys = KeyInterpreter.standard.bindings.keys(of: row.command, in: place)
        if !keys.isEmpty { text += "  \(row.command.rawValue): \(keys.map(\.name).joined(separator: " "))\n" }
      }
    }
    try expectGolden(text, "bindings")
    let table = CommandTable.described.map { keys, command, meaning in
      "| \(keys.isEmpty ? "palette" : keys.map { "`\($0)`" }.joined(separator: " ")) |"
        + (command.isEmpty ? " | " : " \(command) | ") + "\(meaning) |\n"
    }
    try expectGolden("| keys | command | what it does |\n|---|---|---|\n" + table.joined(), "key-table")
  }
}
