import Desk
import Terminal

extension CommandTable {
  static let caseRows: [KeyRow] = [
    KeyRow(
      .refill, hint: "refill",
      priority: 90, keys: [ContextKeys(.caseLists, [.bare("r")])]),
    KeyRow(
      .changeBundle, hint: "bundle", priority: 89,
      keys: [ContextKeys(.caseLists, [.bare("b")])]),
    KeyRow(
      .addProducts, hint: "add products",
      priority: 88, keys: [ContextKeys(.caseLists, [.bare("a")])]),
    KeyRow(
      .caseStatus,
      hint: "close", priority: 60, keys: [ContextKeys(.caseLists, [.bare("c")])]),
    KeyRow(
      .message, hint: "message", priority: 87,
      keys: [ContextKeys(.caseLists, [.bare("m")])]),
    KeyRow(
      .note, hint: "note", priority: 86,
      keys: [ContextKeys(.caseLists, [.bare("i")])]),
    KeyRow(
      .closeProduct, hint: "close product", priority: 13, keys: [ContextKeys([.caseDetail], [.bare("x")])]),
    KeyRow(.escalate, hint: "escalate", priority: 59, keys: [ContextKeys(.caseLists, [.bare("e")])]),
    KeyRow(.contact, hint: "contact", priority: 14, keys: [ContextKeys([.caseDetail], [.bare("u")])]),
    KeyRow(
      .previousSection,
      keys: [ContextKeys([.caseDetail], [.bare("[")])]
    ),
    KeyRow(
      .nextSection, hint: "section", priority: 25,
      keys: [ContextKeys([.caseDetail], [.bare("]")])]),
    KeyRow(
      .sections, hint: "sections", priority: 35,
      keys: [ContextKeys([.caseDetail], [.bare("s")])]),
    KeyRow(
      .findInCase, hint: "find in case", priority: 18,
      keys: [
        ContextKeys([.caseDetail], [.control("f")]),
        ContextKeys(.lookupFields.and([.lookupList]), [.control("f")], hint: ""),
      ]),
    KeyRow(.findNext, hint: "next hit", priority: 15, keys: [ContextKeys([.caseDetail], [.bare("n")])]),
    KeyRow(.findPrevious, keys: [ContextKeys([.caseDetail], [.bare("N")])]),
    KeyRow(.timeline, hint: "timeline", priority: 30, keys: [ContextKeys([.caseDetail], [.bare("t")])]),
    KeyRow(
      .copy, hint: "copy", priority: 50,
      keys: [ContextKeys([.caseDetail, .readingToCopy], [.bare("y")])]),
    KeyRow(
      .copyMenu, keys: [ContextKeys([.caseDetail], [.bare("Y")])]),
    KeyRow(
      .showAlone,
      hint: "alone", priority: 41,
      keys: [ContextKeys([.readingToCopy], [.bare("o")]), ContextKeys([.caseDetail], [.bare("o")], hint: "")]),
    KeyRow(
      .qrCode, hint: "QR code", priority: 42,
      keys: [ContextKeys([.readingToCopy], [.bare("Q")]), ContextKeys([.caseDetail], [.bare("Q")], hint: "")]),
    KeyRow(
      .reveal, hint: "reveal", priority: 45,
      keys: [
        ContextKeys([.caseDetail], [.bare("v")]),
        ContextKeys(.readings, [.bare("v")], hint: ""),
        ContextKeys([.editorReview], [.function(9)]),
        ContextKeys(.fields, [.function(9)], hint: "reveal"),
      ]),
    KeyRow(
      .revealAll, hint: "reveal all", priority: 12,
      keys: [
        ContextKeys([.caseDetail], [.bare("V")]),
        ContextKeys(.readings, [.bare("V")], hint: ""),
        ContextKeys([.editorReview], [.alt("v")]),
        ContextKeys(.fields, [.alt("v")], hint: ""),
      ]),
    KeyRow(.wrongPerson),
    KeyRow(.files),
    KeyRow(.followUp, hint: "follow-up", priority: 59, keys: [ContextKeys(.lists, [.bare("f")])]),
    KeyRow(.followUpDone),
    KeyRow(.moveFollowUp),
    KeyRow(.deleteFollowUp),
    KeyRow(.claim, keys: [ContextKeys(.lists, [.bare("C")])]),
    KeyRow(.handOver, keys: [ContextKeys(.lists, [.bare("H")])]),
    KeyRow(.promo),
    KeyRow(.appointments),
    KeyRow(.appointmentDay),
  ]
}
