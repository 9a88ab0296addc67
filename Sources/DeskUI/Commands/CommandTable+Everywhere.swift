import Desk
import Terminal

extension CommandTable {
  static let everywhere: [KeyRow] = [
    KeyRow(
      .back,
      hint: "back", priority: 100,
      keys: [
        ContextKeys(.butConfirmation, [KeyPress(.escape), .function(12), .control("g")]),
        ContextKeys([.confirmation], [KeyPress(.escape), .function(12), .control("g"), .bare("n")], hint: "no"),
        ContextKeys(.readings, [.bare("q")]),
      ]),
    KeyRow(
      .help, hint: "help", priority: 99,
      keys: [
        ContextKeys(.lists.and(.readings).and([.emptyLookupField]), [.bare("?"), .function(1)]),
        ContextKeys(
          .everywhere.but(.lists).but(.readings).but([.emptyLookupField]), [.function(1)]),
      ]),
    KeyRow(
      .palette,
      hint: "commands", priority: 60,
      keys: [
        ContextKeys(.lists.and([.emptyLookupField]), [.bare(":"), .control("p")]),
        ContextKeys(.readings, [.control("p"), .bare(":")], hint: ""),
        ContextKeys([.lookupField], [.control("p")]),
        ContextKeys(.editors, [.control("p")]),
        ContextKeys([.picker, .prompt, .confirmation], [.control("p")], hint: ""),
      ]),
    KeyRow(
      .quit, hint: "quit",
      priority: 5, keys: [ContextKeys(.lists, [.bare("q")])]),
    KeyRow(
      .interrupt,
      keys: [ContextKeys(.everywhere, [.control("c")])]),
    KeyRow(
      .redraw, keys: [ContextKeys(.everywhere, [.control("l")])]),
    KeyRow(
      .nextField, hint: "next", priority: 30,
      keys: [
        ContextKeys(.lookupFields.and(.lists), [KeyPress(.tab)], hint: ""),
        ContextKeys(.fields, [KeyPress(.tab)]),
        ContextKeys([.editorReview, .composer, .prompt, .picker], [KeyPress(.tab)], hint: ""),
      ]),
    KeyRow(
      .previousField,
      keys: [ContextKeys(.panes.and([.prompt, .picker]), [KeyPress(.backTab)])]),
    KeyRow(
      .nextPane, hint: "pane", priority: 10,
      keys: [ContextKeys(.panes, [.function(6)])]),
    KeyRow(.widen, keys: [ContextKeys([.caseDetail], [.bare("+")])]),
    KeyRow(.widenSide, keys: [ContextKeys(.lists, [.bare(">")])]),
    KeyRow(.narrowSide, keys: [ContextKeys(.lists, [.bare("<")])]),
    KeyRow(
      .focusLookupPane,
      keys: [
        ContextKeys(.butConfirmation, [.alt("1")]),
        ContextKeys(.lists, [.bare("1")]),
        ContextKeys([.caseDetail, .worklist], [.bare("h"), KeyPress(.left)]),
      ]),
    KeyRow(
      .focusCasePane,
      keys: [
        ContextKeys(.butConfirmation, [.alt("2")]),
        ContextKeys(.lists, [.bare("2")]),
        ContextKeys([.lookupList, .worklist], [.bare("l"), KeyPress(.right)]),
      ]),
    KeyRow(
      .focusFormPane,
      keys: [ContextKeys(.butConfirmation, [.alt("3")]), ContextKeys(.lists, [.bare("3")])]),
    KeyRow(
      .find, hint: "look up", priority: 65,
      keys: [
        ContextKeys(.lists, [.bare("/"), .function(2)]),
        ContextKeys([.emptyLookupField], [.function(2), .bare("/")], hint: ""),
        ContextKeys(.butConfirmation.but(.lists).but([.emptyLookupField]), [.function(2)], hint: ""),
      ]),
    KeyRow(.newCase),
    KeyRow(
      .drafts,
      hint: "mine", priority: 20,
      keys: [
        ContextKeys(.lookupFields.and(.lists), [.function(3)]),
        ContextKeys(.butConfirmation.but(.lookupFields).but(.lists), [.function(3)], hint: ""),
      ]),
    KeyRow(
      .refresh, hint: "refresh", priority: 15,
      keys: [
        ContextKeys(.lists, [.function(5), .control("r")]),
        ContextKeys(.lookupFields.and(.editors), [.function(5), .control("r")], hint: ""),
      ]),
    KeyRow(.suspend),
    KeyRow(
      .lock, hint: "lock", priority: 8,
      keys: [ContextKeys(.lists, [.bare("L")])]),
    KeyRow(
      .theme, hint: "theme", priority: 4,
      keys: [ContextKeys(.lists, [.bare("T")])]),
    KeyRow(
      .reloadTheme,
      keys: [ContextKeys(.panes.and(.readings), [.alt("r")])]),
    KeyRow(.mouse),
    KeyRow(.activity),
    KeyRow(.profile),
    KeyRow(.passphrase),
    KeyRow(.token),
    KeyRow(.credentials),
    KeyRow(.purpose),
  ]
}
