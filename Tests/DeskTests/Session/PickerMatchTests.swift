import Testing

@testable import Care360
@testable import Desk

struct PickerMatchTests {
  /// Named so that every rank has one, in the worst order.
  private func palette() -> Picker {
    func item(_ id: String, _ name: String, _ explanation: String, off: String? = nil, other: [String] = [])
      -> Picker.Item
    {
      Picker.Item(
        RowPresentation(id: id, spans: [Span(name), Span("  \(explanation)")], disabledReason: off), alsoFound: other,
        match: CommandMatch(name: name, otherNames: [id] + other)
      ) { _, _ in [] }
    }
    var picker = Picker(
      Picker.ID("ranked"), title: "Commands",
      items: [
        item("told", "back", "Closes; never drops the draft."),
        item("other", "leave", "Goes.", other: ["drops"]),
        item("inside", "raindrops", "Pours."),
        item("word-off", "the drops", "Falls.", off: "not now"),
        item("word", "eye drops", "Falls."),
        item("prefix-off", "drops of one", "Falls.", off: "not now"),
      ])
    picker.isRanked = true
    return picker
  }

  private func typing(_ text: String, in picker: Picker) -> Picker {
    var picker = picker
    for character in text { picker.handle(.typed(String(character))) }
    return picker
  }

  @Test func aNameCountsMoreThanWhatIsSaidOfIt() {
    let picker = typing("drops", in: palette())
    #expect(picker.shown.map(\.row.id) == ["prefix-off", "word", "word-off", "inside", "other", "told"])
    // What is off says so; Enter runs nothing in its stead.
    #expect(picker.selected?.row.id == "prefix-off")
  }

  @Test func nothingIsMovedBeforeSomethingIsTyped() {
    var picker = palette()
    #expect(picker.shown.map(\.row) == picker.items.map(\.row))
    picker = typing("  ", in: picker)
    #expect(picker.shown.map(\.row) == picker.items.map(\.row))
  }

  @Test func theSelectionFollowsTheFirstMatchUntilTheArrowsChoose() {
    var picker = typing("dro", in: palette())
    #expect(picker.selected?.row.id == "prefix-off")
    picker.handle(.moved(.down, page: 10))
    #expect(picker.selected?.row.id == "word")
    picker.handle(.edited(.left))
    #expect(picker.selected?.row.id == "word", "a cursor that moves changes no match")
    picker.handle(.edited(.lineEnd))
    picker.handle(.typed("ps"))
    #expect(picker.selected?.row.id == "prefix-off")
    for _ in 0..<5 { picker.handle(.edited(.deleteBackward)) }
    #expect(picker.selected?.row.id == "told")
  }

  @Test func otherListsKeepTheirOrder() {
    var picker = palette()
    picker.isRanked = false
    #expect(typing("drops", in: picker).shown.map(\.row) == picker.items.map(\.row))
  }

  @Test func aFilterThatHidesAllIsNotTakenForAnEmptyList() {
    func emptyText(_ picker: Picker) -> String? {
      if case .picker(let shown) = picker.presentation, shown.rows.isEmpty { shown.emptyText } else { nil }
    }
    let none = "No questions yet: Ctrl-N adds one."
    var picker = Picker(Picker.ID("questions"), title: "Questions", items: [], emptyText: none)
    #expect(emptyText(picker) == none)
    picker.fill(palette().items, emptyText: none)
    #expect(emptyText(picker) == nil)
    #expect(emptyText(typing("zz", in: picker)) == "Nothing matches.")
    var ids = Picker(
      Picker.ID("products"), title: "Product", items: palette().items, emptyText: "Type the product's id.")
    ids.takesID = { _ in nil }
    #expect(emptyText(typing("zz", in: ids)) == "Type the product's id.")
  }

  /// A command's words are found, and stand below the list while it is selected.
  @Test func aCommandThatIsOffSaysWhyInPlaceOfWhatItDoes() throws {
    var driver = SessionDriver()
    driver.press(.palette)
    driver.type("does it")
    let rows = try #require(driver.picker?.rows)
    let refill = try #require(rows.first { $0.id == Command.refill.rawValue })
    #expect(refill.spans.map(\.text) == [Command.refill.rawValue])
    #expect(refill.disabledReason == "off: open a case first")
    let find = try #require(rows.first { $0.disabledReason == nil })
    #expect(find.spans.map(\.text) == [find.id])
    for _ in rows where driver.picker?.selectedID != find.id { driver.move(.down) }
    #expect(driver.picker?.note?.text.hasSuffix("does it") == true, "\(driver.picker?.note?.text ?? "")")
  }

  @Test func whatThePolicyKeepsOffIsSaidBeforeWhatIsMissing() {
    let driver = SessionDriver { settings in
      settings.allowsExport = false
      settings.allowsClipboard = false
    }
    #expect(driver.reason(.exportForm) == "the site policy does not allow writing forms to files")
    #expect(driver.reason(.copy) == "the site policy keeps the clipboard off")
  }
}
