import Desk
import Terminal

extension CommandTable {
  static let editor: [CommandRow] = [
    CommandRow(
      .review, "review and submit", "Shows everything that would be sent; from the review goes on to submit.",
      hint: "review", priority: 85,
      keys: [
        ContextKeys(.fields, [.function(10)]),
        ContextKeys([.editorReview], [.function(10)], hint: "submit"),
      ]),
    CommandRow(
      .nextUnanswered, "next unanswered question", "Moves to the next question without an answer.", hint: "unanswered",
      priority: 55,
      keys: [ContextKeys(.fields, [.function(4)]), ContextKeys([.editorReview], [.function(4)], hint: "")]),
    CommandRow(
      .questionList, "question list", "Lists the questions of the form.", hint: "questions", priority: 40,
      keys: [ContextKeys(.editor, [.function(7)])]),
    CommandRow(
      .saveDraft, "save the draft", "Saves the form as it is; it is not sent.", hint: "save", priority: 36,
      keys: [ContextKeys(.fields, [.control("s")]), ContextKeys([.editorReview], [.control("s")], hint: "")]),
    CommandRow(
      .undo, "undo", "Takes back the last change of the form.", hint: "undo", priority: 22,
      keys: [ContextKeys(.fields, [.control("z")])]),
    CommandRow(
      .redo, "redo", "Makes the change again that was taken back.", keys: [ContextKeys(.fields, [.control("y")])]),
    CommandRow(
      .addProduct, "add a product to the form", "Adds another product to the form.",
      keys: [ContextKeys(.fields, [.control("o")])]),
    CommandRow(
      .addQuestion, "add a question", "Adds a question to the form of this product.",
      keys: [ContextKeys(.fields, [.control("n")])]),
    CommandRow(
      .editQuestion, "change the question",
      "Goes to the wording, type and options of the question, and back to its answer.",
      hint: "question", priority: 30, keys: [ContextKeys(.fields, [.alt("e")])]),
    CommandRow(
      .deleteItem, "delete from the form", "Deletes the question or product the focus is on; undo brings it back.",
      keys: [ContextKeys(.fields, [.control("x")])]),
    CommandRow(
      .duplicateItem, "copy within the form", "Copies the question or product the focus is on to a place behind it.",
      keys: [ContextKeys(.fields, [.control("t")])]),
    CommandRow(
      .moveItemUp, "move up in the form", "Moves the option, question or product the focus is on one place up.",
      keys: [ContextKeys(.fields, [KeyPress(.up, .alt), .alt("p")])]),
    CommandRow(
      .moveItemDown, "move down in the form", "Moves the option, question or product the focus is on one place down.",
      keys: [ContextKeys(.fields, [KeyPress(.down, .alt), .alt("n")])]),
    CommandRow(
      .checkAll, "check everything", "Lists all that has to be mended before the form can be sent; Enter goes there.",
      hint: "check", priority: 38, keys: [ContextKeys(.editor, [.function(8)])]),
    CommandRow(
      .showBody, "show the JSON", "Shows exactly what would be sent, answers hidden until V.", hint: "JSON",
      priority: 11, keys: [ContextKeys([.editorReview], [.alt("j")])]),
    CommandRow(
      .templates, "begin with a template", "Lists the templates; Enter adds the questions of one to the form.",
      hint: "templates", priority: 34, keys: [ContextKeys(.fields, [.alt("t")])]),
    CommandRow(
      .saveTemplate, "save as template", "Keeps the questions of this product's form under a name, without answers."),
    CommandRow(.deleteTemplate, "delete a template", "Deletes a template of your own, after a confirmation."),
    CommandRow(
      .importForm, "take products from a file",
      "Adds the products of a JSON file, as the service takes it, to the form."),
    CommandRow(
      .exportForm, "write the form to a file",
      "Writes the JSON that would be sent to a new file that only you can read."),
    CommandRow(.discardDraft, "discard the draft", "Throws the form away, after a confirmation."),
  ]

  static let overlays: [CommandRow] = [
    CommandRow(
      .confirm, "confirm", "Accepts the confirmation on the screen.", hint: "yes", priority: 95,
      keys: [ContextKeys([.confirmation], [.bare("y")])])
  ]
}
