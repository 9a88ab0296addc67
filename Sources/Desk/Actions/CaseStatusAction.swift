import Care360
import FoundationEssentials

/// Closes, reopens or opens the case that is shown: a panel says which of the three this case takes and why not the others;
/// closing asks for its reason; a confirmation names the state before and after. A fresh read of the case proves it.
extension Desk {
  mutating func openCaseStatus() {
    guard let detail = shown?.detail else { return }
    let rows: [(id: String, words: String, wish: CaseStatusChange.Wish, reason: String?)] = [
      ("close", "close the case", .close(nil), detail.isArchived == true ? "It is closed already." : nil),
      ("reopen", "reopen the case", .reopen, detail.isArchived == false ? "It is open already." : nil),
      ("open", "set it back to OPEN", .open, reasonAgainstOpening(detail)),
    ]
    let items = rows.map { row in
      Picker.Item(
        RowPresentation(id: row.id, spans: [Span(row.words)], disabledReason: row.reason), .caseStatus(row.wish))
    }
    var picker = Picker(
      .caseStatus, title: "Close or reopen \(subject)", items: items, note: Span("Each asks before sending.", .muted))
    picker.selectedID = rows.first { $0.reason == nil }?.id
    overlays.open(.picker(picker), about: aboutShown)
  }

  /// The service takes OPEN for a case that is open and ASSIGNED, ABANDONED or OPEN (documented publicly).
  private func reasonAgainstOpening(_ detail: Case) -> String? {
    if detail.isArchived == true { return "It is closed: reopen it first." }
    guard let status = detail.status, status == .open || status == .assigned || status == .abandoned else {
      return detail.status.map { "Not from \($0.rawValue): from ASSIGNED or ABANDONED only." }
    }
    return nil
  }

  mutating func caseStatusChosen(_ wish: CaseStatusChange.Wish, at now: Date) {
    if case .close(nil) = wish {
      overlays.open(.prompt(Prompt(purpose: .closeReason)), about: aboutShown)
    } else {
      confirmStatus(wish, at: now)
    }
  }

  /// Enter in the prompt for the reason; a sentence where the text is none.
  mutating func closeReasonTyped(_ text: String, at now: Date) -> String? {
    do {
      let reason = try CloseReason(text)
      overlays.close()
      confirmStatus(.close(reason), at: now)
      return nil
    } catch {
      return error.sentence
    }
  }

  private mutating func confirmStatus(_ wish: CaseStatusChange.Wish, at now: Date) {
    guard let shown, actionReason == nil else { return refuse() }
    let write = CaseWrite.status(CaseStatusChange(shown.detail.id, wish))
    let before = shown.detail.isArchived.map { $0 ? "closed" : "open" } ?? "open or closed is not said"
    var lines = whoLines
    var accept = "set it back to OPEN"
    switch wish {
    case .close(let reason):
      lines.append([Span("Change ", .label), Span(before), Span(" -> ", .accent), Span("CLOSED")])
      if let reason { lines.append([Span("Reason ", .label), Span(reason.text)]) }
      lines.append([Span("Jobs of the case that are still to run are cancelled.", .warning)])
      accept = "close the case"
    case .reopen:
      lines.append([Span("Change ", .label), Span(before), Span(" -> ", .accent), Span("open")])
      lines.append([Span("The reason that it was closed with is cleared.", .warning)])
      accept = "reopen the case"
    case .open:
      let status = shown.detail.status?.rawValue ?? "not said"
      lines.append([Span("Change ", .label), Span(status), Span(" -> ", .accent), Span("OPEN")])
    }
    lines += historyLines(of: write, at: now)
    let title =
      switch wish {
      case .close: "Close the case"
      case .reopen: "Reopen the case"
      case .open: "Set the case back to OPEN"
      }
    overlays.open(
      .confirmation(Confirmation(step: .send(write), title: title, lines: lines, accept: accept)), about: aboutShown)
  }
}
