import Desk
import Terminal

extension CommandTable {
  static let worklist: [KeyRow] = [
    KeyRow(
      .worklist, hint: "worklist", priority: 58,
      keys: [
        ContextKeys(.caseLists, [.bare("w"), .alt("w")]), ContextKeys([.worklist], [.bare("w"), .alt("w")], hint: ""),
        ContextKeys(.lookupFields, [.alt("w")]),
      ]),
    KeyRow(.nextCase, keys: [ContextKeys([.caseDetail, .worklist], [.bare("J")])]),
    KeyRow(.previousCase, keys: [ContextKeys([.caseDetail, .worklist], [.bare("K")])]),
    KeyRow(.worklistView, hint: "view", priority: 75, keys: [ContextKeys([.worklist], [.bare("v")])]),
    KeyRow(.worklistWindow, hint: "time", priority: 72, keys: [ContextKeys([.worklist], [.bare("t")])]),
    KeyRow(.worklistStatuses, hint: "statuses", priority: 71, keys: [ContextKeys([.worklist], [.bare("s")])]),
    KeyRow(.worklistOrder, hint: "order", priority: 70, keys: [ContextKeys([.worklist], [.bare("o")])]),
    KeyRow(.findInWorklist, hint: "search", priority: 18, keys: [ContextKeys([.worklist], [.control("f")])]),
  ]
}
