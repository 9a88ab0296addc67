import Desk
import Terminal

extension CommandTable {
  static let moving: [KeyRow] = [
    KeyRow(
      .up,
      keys: [
        ContextKeys(.everywhere.but([.editorParagraph, .composer]), [KeyPress(.up)]),
        ContextKeys(.lists.and(.readings), [.bare("k")]),
        ContextKeys([.editorChoice], [KeyPress(.left)]),
      ]),
    KeyRow(
      .down,
      keys: [
        ContextKeys(.everywhere.but([.editorParagraph, .composer]), [KeyPress(.down)]),
        ContextKeys(.lists.and(.readings), [.bare("j")]),
        ContextKeys([.editorChoice], [KeyPress(.right)]),
      ]),
    KeyRow(
      .pageUp, keys: [ContextKeys(.everywhere, [KeyPress(.pageUp)])]),
    KeyRow(
      .pageDown,
      keys: [ContextKeys(.everywhere, [KeyPress(.pageDown)])]),
    KeyRow(
      .home,
      keys: [
        ContextKeys(
          .lists.and(.readings).and([.picker, .confirmation, .editorChoice, .editorReview]), [KeyPress(.home)]),
        ContextKeys(.lists.and(.readings), [.bare("g")]),
      ]),
    KeyRow(
      .end,
      keys: [
        ContextKeys(
          .lists.and(.readings).and([.picker, .confirmation, .editorChoice, .editorReview]), [KeyPress(.end)]),
        ContextKeys(.lists.and(.readings), [.bare("G")]),
      ]),
    KeyRow(
      .accept,
      hint: "open", priority: 80,
      keys: [
        ContextKeys(.lookupFields, [KeyPress(.enter)], hint: "look up"),
        ContextKeys([.lookupList, .worklist], [KeyPress(.enter)]),
        ContextKeys([.editorText, .editorParagraph], [KeyPress(.enter)], hint: ""),
        ContextKeys([.editorChoice, .editorLongChoice], [KeyPress(.enter)], hint: "go on"),
        ContextKeys([.caseDetail, .editorReview, .composer], [KeyPress(.enter)], hint: ""),
        ContextKeys([.picker], [KeyPress(.enter)], hint: "choose"),
        ContextKeys([.prompt], [KeyPress(.enter)], hint: "go on"),
        ContextKeys(.readings, [KeyPress(.enter)], hint: ""),
      ]),
  ]
}
