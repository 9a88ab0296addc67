import Desk

/// The worklist: numbered rows, a page of them with the selected one, each with its reason first.
enum WorklistPages {
  static func page(_ list: WorklistPresentation, _ shown: ScreenPresentation) -> Page {
    var page = Page(prompt: "A number to open a case, or a command; ? lists the commands")
    page.lines = ["\(list.title), \(list.badge.text)"] + list.banners.map(\.text)
    let count = list.table.count
    if count == 0 { page.lines += list.emptyText.map(\.text) }
    let start = (list.selected ?? 0) / OverlayPages.mostRows * OverlayPages.mostRows
    let rows = start..<min(count, start + OverlayPages.mostRows)
    if start > 0 || rows.upperBound < count {
      page.lines.append("rows \(rows.lowerBound + 1) to \(rows.upperBound) of \(count)")
    }
    page.choices = rows.map { index in
      let line = list.table.line(at: index, columns(list.columns))
      return Page.Choice(words(line), [.field(line.id), .command(.accept)])
    }
    if rows.upperBound < count {
      page.choices.append(Page.Choice("the next rows", [.field(list.table.line(at: rows.upperBound, []).id)]))
    }
    if start > 0 {
      page.choices.append(
        Page.Choice("the previous rows", [.field(list.table.line(at: start - OverlayPages.mostRows, []).id)]))
    }
    page.choices += [
      Page.Choice("refresh the list", .refresh, shown), Page.Choice("another view", .worklistView, shown),
      Page.Choice("another time span", .worklistWindow, shown), Page.Choice("statuses", .worklistStatuses, shown),
      Page.Choice("another order", .worklistOrder, shown),
    ]
    if PanePages.isCaseOpen(shown) {
      page.choices.append(Page.Choice("go back to \(shown.casePane.title)", [.command(.focusCasePane)]))
    }
    page.choices.append(Page.Choice("another patient", .find, shown))
    return page
  }

  /// The columns with the reason first, because the list is about the reason.
  private static func columns(_ wanted: [WorklistColumn]) -> [WorklistColumn] {
    [.why] + wanted.filter { $0 != .why }
  }

  private static func words(_ line: WorklistLine) -> String {
    (line.cells.map(\.text) + line.marks.map(\.rawValue)).filter { !$0.isEmpty }.map(Spoken.collapsed)
      .joined(separator: ", ")
  }
}
