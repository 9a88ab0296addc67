import Desk
import Terminal

extension CommandTable {
  static let caseRows: [CommandRow] = [
    CommandRow(
      .refill, "refill link", "Opens the panel that asks for a refill link for this case.", hint: "refill",
      priority: 90, keys: [ContextKeys(.lists, [.bare("r")])]),
    CommandRow(
      .changeBundle, "change bundle", "Opens the panel that changes this case's bundle.", hint: "bundle", priority: 89,
      keys: [ContextKeys(.lists, [.bare("b")])]),
    CommandRow(
      .addProducts, "add products", "Opens the intake form that adds products to this case.", hint: "add products",
      priority: 88, keys: [ContextKeys(.lists, [.bare("a")])]),
    CommandRow(
      .caseStatus, "close / reopen", "Opens the panel that closes this case, reopens it or sets it back to OPEN.",
      hint: "close", priority: 60, keys: [ContextKeys(.lists, [.bare("c")])]),
    CommandRow(
      .previousSection, "previous section", "Moves to the section before.",
      keys: [ContextKeys([.caseDetail], [.bare("[")])]
    ),
    CommandRow(
      .nextSection, "next section", "Moves to the next section of the case.", hint: "section", priority: 25,
      keys: [ContextKeys([.caseDetail], [.bare("]")])]),
    CommandRow(
      .sections, "section list", "Lists the sections of the case.", hint: "sections", priority: 35,
      keys: [ContextKeys([.caseDetail], [.bare("s")])]),
    CommandRow(
      .findInCase, "find in the case", "Searches the text of the case shown.", hint: "search", priority: 18,
      keys: [
        ContextKeys([.caseDetail], [.control("f")]),
        ContextKeys(.lookupFields.and([.lookupList]), [.control("f")], hint: ""),
      ]),
    CommandRow(
      .copy, "copy", "Sends the selected value to your terminal's clipboard.", hint: "copy", priority: 50,
      keys: [ContextKeys([.caseDetail, .readingToCopy], [.bare("y")])]),
    CommandRow(
      .copyMenu, "copy …", "Lists what of this case can be copied.", keys: [ContextKeys([.caseDetail], [.bare("Y")])]),
    CommandRow(
      .showAlone, "show alone", "Shows the value alone, from the first column on, to be selected by hand.",
      hint: "alone", priority: 41,
      keys: [ContextKeys([.readingToCopy], [.bare("o")]), ContextKeys([.caseDetail], [.bare("o")], hint: "")]),
    CommandRow(
      .qrCode, "QR code", "Draws the refill link as a QR code.", hint: "QR code", priority: 42,
      keys: [ContextKeys([.readingToCopy], [.bare("Q")]), ContextKeys([.caseDetail], [.bare("Q")], hint: "")]),
    CommandRow(
      .reveal, "reveal or mask", "Shows or hides the selected health data.", hint: "reveal", priority: 45,
      keys: [
        ContextKeys([.caseDetail], [.bare("v")]),
        ContextKeys(.readings, [.bare("v")], hint: ""),
        ContextKeys([.editorReview], [.function(9)]),
        ContextKeys(.fields, [.function(9)], hint: "reveal"),
      ]),
    CommandRow(
      .revealAll, "reveal or mask all", "Shows or hides all health data of the pane.", hint: "reveal all", priority: 12,
      keys: [
        ContextKeys([.caseDetail], [.bare("V")]),
        ContextKeys(.readings, [.bare("V")], hint: ""),
        ContextKeys([.editorReview], [.alt("v")]),
        ContextKeys(.fields, [.alt("v")], hint: ""),
      ]),
    CommandRow(
      .wrongPerson, "wrong person", "Closes the case, removes it from cache and recents, and records that."),
  ]
}
