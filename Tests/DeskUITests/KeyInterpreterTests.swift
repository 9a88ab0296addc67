import Terminal
import Testing

@testable import Desk
@testable import DeskUI

struct KeyInterpreterTests {
  static let contexts: [InputContext] = [
    .lookupField(isEmpty: true), .lookupField(isEmpty: false), .lookupList, .caseDetail,
    .editorText(isMultiline: false),
    .editorText(isMultiline: true), .editorChoice, .editorReview, .picker, .prompt, .confirmation,
    .reading(copies: false), .reading(copies: true),
  ]
  static let textContexts = contexts.filter { KeyContext($0).isText }

  func input(_ name: String, _ context: InputContext) throws -> Input? {
    let key = try #require(KeyPress(name: name))
    return KeyInterpreter.standard.input(for: key, in: context, page: 7)
  }

  @Test func bareCharactersAreTypedInEveryTextField() throws {
    for context in Self.textContexts {
      for name in ["a", "q", "y", "G", "1", "é", "Space"] {
        let typed = name == "Space" ? " " : name
        #expect(try input(name, context) == .typed(typed), "\(name) in \(context)")
      }
    }
  }

  @Test func anEmptyLookupBoxTakesThreeSignsAsCommands() throws {
    #expect(try input("/", .lookupField(isEmpty: true)) == .command(.find))
    #expect(try input("?", .lookupField(isEmpty: true)) == .command(.help))
    #expect(try input(":", .lookupField(isEmpty: true)) == .command(.palette))
    for sign in ["/", "?", ":"] { #expect(try input(sign, .lookupField(isEmpty: false)) == .typed(sign)) }
  }

  @Test func noBareCharacterIsACommandInTheEditor() {
    let editor: [InputContext] = [
      .editorText(isMultiline: false), .editorText(isMultiline: true), .editorChoice, .editorReview,
    ]
    for context in editor {
      for value in UInt8(0x20)..<0x7F {
        let key = KeyPress(.character(Character(Unicode.Scalar(value))))
        if case .command = KeyInterpreter.standard.input(for: key, in: context, page: 1) {
          Issue.record("\(key.name) is a command in \(context)")
        }
      }
    }
  }

  @Test func aConfirmationKnowsYesNoAndNothingElse() throws {
    #expect(try input("y", .confirmation) == .command(.confirm))
    #expect(try input("Esc", .confirmation) == .command(.back))
    #expect(try input("n", .confirmation) == .command(.back))
    for name in ["Enter", "Space", "r", "b", "a", "Y", "F10", "Tab", "j", "1", "Alt-1", "F2", "F3", "q", "Ctrl-J"] {
      #expect(try input(name, .confirmation) == nil, "\(name)")
    }
  }

  @Test func aConfirmationIsScrolledByTheArrowsAlone() throws {
    #expect(try input("Down", .confirmation) == .moved(.down, page: 7))
    #expect(try input("PgUp", .confirmation) == .moved(.pageUp, page: 7))
  }

  @Test func confirmIsNowhereElse() {
    for context in Self.contexts where context != .confirmation {
      #expect(KeyInterpreter.standard.bindings.keys(of: .confirm, in: KeyContext(context)).isEmpty)
    }
  }

  @Test func readlineEditsInEveryTextField() throws {
    let table: [(String, TextEdit)] = [
      ("Ctrl-A", .lineStart), ("Ctrl-E", .lineEnd), ("Ctrl-K", .deleteToLineEnd), ("Ctrl-U", .deleteToLineStart),
      ("Ctrl-W", .deleteWordBackward), ("Alt-B", .wordLeft), ("Alt-F", .wordRight), ("Ctrl-D", .deleteForward),
      ("Backspace", .deleteBackward), ("Del", .deleteForward), ("Left", .left), ("Right", .right),
    ]
    for context in Self.textContexts {
      for (name, edit) in table { #expect(try input(name, context) == .edited(edit), "\(name) in \(context)") }
    }
  }

  @Test func onlyFieldsOfSeveralLinesTakeNewlinesAndLineMovement() throws {
    let paragraph = InputContext.editorText(isMultiline: true)
    #expect(try input("Ctrl-J", paragraph) == .edited(.newline))
    #expect(try input("Alt-Enter", paragraph) == .edited(.newline))
    #expect(try input("Up", paragraph) == .edited(.lineUp))
    #expect(try input("Down", paragraph) == .edited(.lineDown))
    for context in Self.textContexts where context != paragraph {
      #expect(try input("Ctrl-J", context) == nil)
      #expect(try input("Down", context) == .moved(.down, page: 7))
    }
  }

  @Test func digitsAndSpacePickInAChoice() throws {
    #expect(try input("1", .editorChoice) == .picked(1))
    #expect(try input("9", .editorChoice) == .picked(9))
    #expect(try input("0", .editorChoice) == nil)
    #expect(try input("Space", .editorChoice) == .toggled)
    #expect(try input("Right", .editorChoice) == .moved(.down, page: 7))
    #expect(try input("1", .editorReview) == nil)
    #expect(try input("1", .caseDetail) == .command(.focusLookupPane))
  }

  @Test func lettersMoveOutsideText() throws {
    for context in [InputContext.lookupList, .caseDetail, .reading(copies: true)] {
      #expect(try input("j", context) == .moved(.down, page: 7))
      #expect(try input("k", context) == .moved(.up, page: 7))
      #expect(try input("g", context) == .moved(.home, page: 7))
      #expect(try input("G", context) == .moved(.end, page: 7))
    }
    #expect(try input("h", .caseDetail) == .command(.focusLookupPane))
    #expect(try input("l", .lookupList) == .command(.focusCasePane))
  }

  @Test func copyingNeedsSomethingToCopy() throws {
    #expect(try input("y", .reading(copies: true)) == .command(.copy))
    #expect(try input("y", .reading(copies: false)) == nil)
    #expect(try input("y", .caseDetail) == .command(.copy))
  }

  @Test func theEditorHasItsKeys() throws {
    for context in [InputContext.editorText(isMultiline: false), .editorText(isMultiline: true), .editorChoice] {
      let table: [(String, Command)] = [
        ("Ctrl-Z", .undo), ("Ctrl-Y", .redo), ("Ctrl-S", .saveDraft), ("F4", .nextUnanswered), ("F7", .questionList),
        ("F9", .reveal), ("F10", .review), ("Ctrl-N", .addQuestion), ("Ctrl-O", .addProduct), ("Ctrl-X", .deleteItem),
        ("Tab", .nextField), ("Shift-Tab", .previousField), ("Enter", .accept), ("Alt-2", .focusCasePane),
      ]
      for (name, command) in table { #expect(try input(name, context) == .command(command), "\(name) in \(context)") }
    }
    #expect(try input("F10", .editorReview) == .command(.review))
    #expect(try input("F9", .editorReview) == .command(.reveal))
  }

  /// Never a command, nor a key.
  @Test func aPasteIsText() {
    #expect(Input("y\nr", isSecret: false) == .pasted("y\nr"))
    #expect(Input("y\nr", isSecret: true) == .pastedSecret(SecretText("yr")))
  }
}
