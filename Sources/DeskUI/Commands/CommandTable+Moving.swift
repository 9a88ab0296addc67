import Desk
import Terminal

extension CommandTable {
  static let moving: [CommandRow] = [
    CommandRow(
      .up, "up", "Moves one line up.",
      keys: [
        ContextKeys(.butConfirmation.but([.editorParagraph]), [KeyPress(.up)]),
        ContextKeys(.lists.and(.readings), [.bare("k")]),
        ContextKeys([.editorChoice], [KeyPress(.left)]),
      ]),
    CommandRow(
      .down, "down", "Moves one line down.",
      keys: [
        ContextKeys(.butConfirmation.but([.editorParagraph]), [KeyPress(.down)]),
        ContextKeys(.lists.and(.readings), [.bare("j")]),
        ContextKeys([.editorChoice], [KeyPress(.right)]),
      ]),
    CommandRow(
      .pageUp, "page up", "Moves one screenful up.", keys: [ContextKeys(.butConfirmation, [KeyPress(.pageUp)])]),
    CommandRow(
      .pageDown, "page down", "Moves one screenful down.",
      keys: [ContextKeys(.butConfirmation, [KeyPress(.pageDown)])]),
    CommandRow(
      .home, "to the top", "Moves to the first line.",
      keys: [
        ContextKeys(.lists.and(.readings).and([.picker, .editorChoice, .editorReview]), [KeyPress(.home)]),
        ContextKeys(.lists.and(.readings), [.bare("g")]),
      ]),
    CommandRow(
      .end, "to the end", "Moves to the last line.",
      keys: [
        ContextKeys(.lists.and(.readings).and([.picker, .editorChoice, .editorReview]), [KeyPress(.end)]),
        ContextKeys(.lists.and(.readings), [.bare("G")]),
      ]),
    CommandRow(
      .accept, "accept", "Looks up, opens the selected line, goes to the next field or presses the button.",
      hint: "open", priority: 80,
      keys: [
        ContextKeys(.lookupFields, [KeyPress(.enter)], hint: "look up"),
        ContextKeys([.lookupList], [KeyPress(.enter)]),
        ContextKeys([.editorText, .editorParagraph], [KeyPress(.enter)], hint: ""),
        ContextKeys([.editorChoice, .editorLongChoice], [KeyPress(.enter)], hint: "go on"),
        ContextKeys([.caseDetail, .editorReview], [KeyPress(.enter)], hint: ""),
        ContextKeys([.picker], [KeyPress(.enter)], hint: "choose"),
        ContextKeys([.prompt], [KeyPress(.enter)], hint: "go on"),
        ContextKeys(.readings, [KeyPress(.enter)], hint: ""),
      ]),
  ]
}
