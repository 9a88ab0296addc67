import Terminal
import Testing

@testable import Desk
@testable import DeskUI

struct RemappingTests {
  @Test func aCommandTakesItsConfiguredKeysInsteadOfItsOwn() {
    let keys = KeyInterpreter(overrides: ["refill": ["R"], "review": ["Ctrl-T", "F10"]])
    #expect(keys.problems.isEmpty)
    #expect(keys.input(for: .bare("R"), in: .caseDetail, page: 1) == .command(.refill))
    #expect(keys.input(for: .bare("r"), in: .caseDetail, page: 1) == nil)
    #expect(keys.input(for: .control("t"), in: .editorChoice, page: 1) == .command(.review))
    #expect(keys.directory[.refill]?.keys == "R")
  }

  @Test func aConfiguredKeyIsTakenFromItsFormerOwner() {
    let keys = KeyInterpreter(overrides: ["refresh": ["r"]])
    #expect(keys.problems.isEmpty)
    #expect(keys.input(for: .bare("r"), in: .caseDetail, page: 1) == .command(.refresh))
    #expect(keys.keyNames(of: .refill).isEmpty)
  }

  @Test func aBareLetterDoesNotReachTextFields() {
    let keys = KeyInterpreter(overrides: ["help": ["e"]])
    #expect(keys.problems.isEmpty)
    #expect(keys.input(for: .bare("e"), in: .caseDetail, page: 1) == .command(.help))
    #expect(keys.input(for: .bare("e"), in: .prompt, page: 1) == .typed("e"))
    #expect(keys.input(for: .function(1), in: .prompt, page: 1) == .command(.help))
  }

  @Test(arguments: ["back", "help", "palette", "interrupt"])
  func aMapWithoutAWayOutIsRefusedAsAWhole(name: String) {
    let keys = KeyInterpreter(overrides: [name: [], "refill": ["R"]])
    #expect(keys.problems.count == 1)
    #expect(keys.problems.first?.sentence.contains(name) == true)
    #expect(keys.input(for: .bare("r"), in: .caseDetail, page: 1) == .command(.refill))
    #expect(keys.input(for: KeyPress(.escape), in: .caseDetail, page: 1) == .command(.back))
  }

  @Test func takingTheLastKeyOfAWayOutIsRefused() {
    #expect(KeyInterpreter(overrides: ["redraw": ["Ctrl-C"]]).problems.count == 1)
    #expect(KeyInterpreter(overrides: ["redraw": ["Ctrl-G"]]).problems.isEmpty)
  }

  @Test func unknownNamesAreReportedAndTheRestHolds() {
    let keys = KeyInterpreter(overrides: ["refil": ["R"], "bundle": ["Ctrl-Nothing", "B"]])
    #expect(
      keys.problems == [
        KeyMapProblem(command: "bundle", sentence: "\"Ctrl-Nothing\" is not a key."),
        KeyMapProblem(command: "refil", sentence: "There is no such command."),
      ])
    #expect(keys.input(for: .bare("B"), in: .caseDetail, page: 1) == .command(.changeBundle))
  }

  @Test(arguments: [
    "Ctrl-1", "Ctrl-9", "Ctrl-;", "Ctrl-é", "Ctrl-ñ", "Alt-é", "Ctrl-Enter", "Shift-Enter", "Ctrl-Tab",
    "Ctrl-Shift-Tab",
    "Ctrl-Backspace", "Shift-Backspace", "Ctrl-Shift-A", "ctrl-shift-z", "Alt-[", "Alt-Shift-O", "Alt-]", "Alt-Shift-P",
    "Alt-Esc", "Ctrl-Esc", "F13", "F24",
  ])
  func aKeyThatNoTerminalSendsIsRefusedAndIsNoWayOut(name: String) {
    let keys = KeyInterpreter(overrides: [
      "back": [name], "interrupt": [name], "palette": [name], "help": [name], "redraw": [name],
    ])
    #expect(keys.problems.count == 5)
    #expect(keys.problems.allSatisfy { $0.sentence.contains("sends \"\(name)\"") && $0.command != nil })
    #expect(keys.input(for: KeyPress(.escape), in: .prompt, page: 1) == .command(.back))
    #expect(keys.input(for: .control("c"), in: .caseDetail, page: 1) == .command(.interrupt))
  }

  @Test(arguments: [
    "Ctrl-M", "Ctrl-I", "Ctrl-Space", "Ctrl-\\", "Ctrl-_", "Alt-1", "Alt-o", "Alt-Shift-B", "Ctrl-Alt-X", "Alt-Enter",
    "Alt-Backspace", "Shift-Tab", "Ctrl-Shift-Left", "Shift-F12", "é",
  ])
  func aKeyThatTerminalsSendIsTaken(name: String) {
    #expect(KeyInterpreter(overrides: ["redraw": [name]]).problems.allSatisfy { !$0.sentence.contains("terminal") })
  }

  @Test func twoCommandsOnOneKeyAreReportedOnce() {
    let keys = KeyInterpreter(overrides: ["refill": ["x"], "bundle": ["x"]])
    #expect(
      keys.problems == [KeyMapProblem(command: "refill", sentence: "x cannot be bundle and refill at once.")])
    #expect(keys.input(for: .bare("x"), in: .caseDetail, page: 1) == .command(.changeBundle))
  }

  @Test(arguments: ["Enter", "Space", "r", "b", "a", "F10", "Ctrl-Y"])
  func confirmingNeedsAKeyThatOpensNothing(name: String) {
    let keys = KeyInterpreter(overrides: ["confirm": [name]])
    #expect(keys.problems.count == 1)
    #expect(keys.input(for: .bare("y"), in: .confirmation, page: 1) == .command(.confirm))
  }

  @Test func confirmingCanMoveToAnotherLetter() {
    let keys = KeyInterpreter(overrides: ["confirm": ["z"]])
    #expect(keys.problems.isEmpty)
    #expect(keys.input(for: .bare("z"), in: .confirmation, page: 1) == .command(.confirm))
    #expect(keys.input(for: .bare("y"), in: .confirmation, page: 1) == nil)
  }
}
