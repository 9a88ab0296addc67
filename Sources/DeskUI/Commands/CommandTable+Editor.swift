import Desk
import Terminal

extension CommandTable {
  static let editor: [KeyRow] = [
    KeyRow(
      .review,
      hint: "review", priority: 85,
      keys: [
        ContextKeys(.fields, [.function(10)]),
        ContextKeys([.editorReview], [.function(10)], hint: "submit"),
        ContextKeys([.composer], [.function(10)], hint: "send …"),
      ]),
    KeyRow(
      .nextUnanswered, hint: "next open",
      priority: 55,
      keys: [ContextKeys(.fields, [.function(4)]), ContextKeys([.editorReview], [.function(4)], hint: "")]),
    KeyRow(
      .questionList, hint: "questions", priority: 40,
      keys: [ContextKeys(.editor, [.function(7)])]),
    KeyRow(
      .saveDraft, hint: "save", priority: 36,
      keys: [ContextKeys(.typing, [.control("s")]), ContextKeys([.editorReview], [.control("s")], hint: "")]),
    KeyRow(
      .undo, hint: "undo", priority: 22,
      keys: [ContextKeys(.typing, [.control("z")])]),
    KeyRow(
      .redo, keys: [ContextKeys(.typing, [.control("y")])]),
    KeyRow(
      .addProduct,
      keys: [ContextKeys(.fields, [.control("o")])]),
    KeyRow(
      .addQuestion,
      keys: [ContextKeys(.fields, [.control("n")])]),
    KeyRow(
      .editQuestion,
      hint: "question", priority: 30, keys: [ContextKeys(.fields, [.alt("e")])]),
    KeyRow(
      .deleteItem,
      keys: [ContextKeys(.fields, [.control("x")])]),
    KeyRow(
      .duplicateItem,
      keys: [ContextKeys(.fields, [.control("t")])]),
    KeyRow(
      .moveItemUp,
      keys: [ContextKeys(.fields, [KeyPress(.up, .alt), .alt("p")])]),
    KeyRow(
      .moveItemDown,
      keys: [ContextKeys(.fields, [KeyPress(.down, .alt), .alt("n")])]),
    KeyRow(
      .checkAll,
      hint: "check", priority: 38, keys: [ContextKeys(.editor, [.function(8)])]),
    KeyRow(
      .showBody, hint: "JSON",
      priority: 11, keys: [ContextKeys([.editorReview], [.alt("j")])]),
    KeyRow(
      .templates,
      hint: "templates", priority: 34, keys: [ContextKeys(.fields, [.alt("t")])]),
    KeyRow(.saveTemplate),
    KeyRow(.deleteTemplate),
    KeyRow(.importForm),
    KeyRow(.exportForm),
    KeyRow(.discardDraft),
    KeyRow(
      .cannedTexts, hint: "canned texts", priority: 33,
      keys: [ContextKeys([.composer], [.alt("t")])]),
  ]

  static let overlays: [KeyRow] = [
    KeyRow(
      .confirm, hint: "yes", priority: 95,
      keys: [ContextKeys([.confirmation], [.bare("y")])])
  ]
}
