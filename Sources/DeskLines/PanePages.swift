import Desk

/// Looking a patient up, and the case.
enum PanePages {
  static func page(_ shown: ScreenPresentation) -> Page {
    if shown.focus == .worklist, let list = shown.worklist { return WorklistPages.page(list, shown) }
    return isCase(shown) ? openCase(shown) : lookup(shown, isCaseOpen: isCaseOpen(shown))
  }

  /// True when the case has the focus and nothing is above it.
  static func isCase(_ shown: ScreenPresentation) -> Bool {
    shown.overlays.isEmpty && shown.focus == .caseDetail && isCaseOpen(shown)
  }

  static func isCaseOpen(_ shown: ScreenPresentation) -> Bool {
    !(shown.casePane.summary.isEmpty && shown.casePane.lines.isEmpty)
  }

  // MARK: Lookup

  private static func lookup(_ shown: ScreenPresentation, isCaseOpen: Bool) -> Page {
    let lookup = shown.lookup
    var page = Page(prompt: "E-mail, phone or case id, or a number; ? lists the commands")
    if !isCaseOpen {
      page.lines += shown.casePane.banners.map(\.text) + shown.casePane.emptyText.map(\.text)
    }
    if lookup.rows.isEmpty {
      page.lines.append(lookup.emptyText)
    } else {
      page.lines.append(lookup.listTitle)
    }
    let rows = lookup.rows.prefix(OverlayPages.mostRows)
    page.choices = rows.enumerated().map { index, row in
      Page.Choice(
        Spoken.row(row), [.command(.focusLookupPane)] + .toRow(index) + [.command(.accept), .command(.focusCasePane)])
    }
    if lookup.rows.count > rows.count { page.footer = ["and \(lookup.rows.count - rows.count) more"] }
    if isCaseOpen { page.choices.append(Page.Choice("go back to \(shown.casePane.title)", [.command(.focusCasePane)])) }
    page.text = .replaces(first: [.command(.find)], then: [.command(.accept)])
    return page
  }

  // MARK: The case

  private static func openCase(_ shown: ScreenPresentation) -> Page {
    let pane = shown.casePane
    var page = Page(prompt: "What next, a number or a command; ? lists the commands")
    page.lines = [[pane.title, pane.badge?.text ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")]
    page.lines += pane.banners.map(\.text)
    page.lines += (pane.summary.isEmpty ? Array(pane.lines) : pane.summary).map { Spoken.line($0.spans) }
      .filter { !$0.isEmpty }
    if let accept = pane.accept { page.choices.append(Page.Choice(accept, [.command(.accept)])) }
    if let decline = pane.decline { page.choices.append(Page.Choice(decline, [.command(.back)])) }
    page.choices += Desk.caseActions.map { Page.Choice($0.words, $0.command, shown) }
    page.choices.append(Page.Choice("follow-up: look again later", .followUp, shown))
    page.choices += [
      Page.Choice("read a section", .sections, shown),
      Page.Choice("read everything", .say(pane.lines.map { Spoken.line($0.spans) }.filter { !$0.isEmpty })),
      Page.Choice("show or hide health data", .revealAll, shown), Page.Choice("refresh", .refresh, shown),
      Page.Choice("another patient", .find, shown),
    ]
    if shown.worklist != nil {
      page.choices += [
        Page.Choice("next case of the worklist", .nextCase, shown),
        Page.Choice("back to the worklist", .worklist, shown),
      ]
    }
    page.choices += [
      Page.Choice("mine: drafts, unsettled changes, follow-ups, links", .drafts, shown),
      Page.Choice("all commands", .palette, shown), Page.Choice("quit", .quit, shown),
    ]
    return page
  }

  static func listsSections(_ picker: PickerPresentation, of pane: CasePresentation) -> Bool {
    picker.rows.contains { row in pane.lines.contains { $0.kind == .section && $0.id == row.id } }
  }

  /// The section whose title is selected; empty where the selection is elsewhere.
  static func section(of pane: CasePresentation) -> [String] {
    guard let start = pane.lines.firstIndex(where: { $0.id == pane.selectedID && $0.kind == .section }) else {
      return []
    }
    let rest = pane.lines[(start + 1)...].prefix { $0.kind != .section }
    return ([pane.lines[start]] + rest).map { Spoken.line($0.spans) }.filter { !$0.isEmpty }
  }
}
