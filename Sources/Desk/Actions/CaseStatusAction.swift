import Care360
import FoundationEssentials

extension CaseAction {
  static let caseStatus = CaseAction(
    .caseStatus, "close / reopen", "Opens the panel that closes this case, reopens it or sets it back to OPEN.",
    words: "close or reopen the case"
  ) { desk, _ in
    desk.openCaseStatus()
    return []
  }
}

/// Closes, reopens or opens the case that is shown: a panel says which of the three this case takes and why not the others;
/// closing asks for its reason; a confirmation names the state before and after. A fresh read of the case proves it.
extension Desk {
  fileprivate mutating func openCaseStatus() {
    guard let detail = shown?.detail else { return }
    let rows: [(id: String, words: String, wish: CaseStatusChange.Wish, reason: String?)] = [
      ("close", "close the case", .close(nil), detail.isArchived == true ? "It is already closed." : nil),
      ("reopen", "reopen the case", .reopen, detail.isArchived == false ? "It is already open." : nil),
      ("open", "set it back to OPEN", .open, reasonAgainstOpening(detail)),
    ]
    let items = rows.map { row in
      Picker.Item(
        RowPresentation(id: row.id, spans: [Span(row.words)], disabledReason: row.reason)
      ) { desk, now in
        if case .close = row.wish { desk.askForReason() } else { desk.confirmStatus(row.wish, at: now) }
        return []
      }
    }
    var picker = Picker(
      Picker.ID("case status"), title: "Close or reopen \(subject)", items: items,
      note: Span("Each one asks you to confirm before sending.", .muted))
    picker.selectedID = rows.first { $0.reason == nil }?.id
    overlays.open(.picker(picker), about: aboutShown)
  }

  /// The service takes OPEN for a case that is open and ASSIGNED, ABANDONED or OPEN (documented publicly).
  private func reasonAgainstOpening(_ detail: Case) -> String? {
    if detail.isArchived == true { return "It is closed: reopen it first." }
    guard let status = detail.status, status == .open || status == .assigned || status == .abandoned else {
      return detail.status.map { "It is \($0.words): only an assigned or abandoned case goes back to OPEN." }
    }
    return nil
  }

  private mutating func askForReason() {
    let prompt = Prompt(
      "Why is the case closed?", placeholder: "moved to another clinic",
      ["The service keeps the reason with the case. The record of writes does not include it."]
    ) { desk, typed, now in
      do throws(CloseReasonProblem) {
        desk.confirmStatus(.close(try CloseReason(typed.text)), at: now)
        return .success([])
      } catch {
        return .failure(PromptRefusal(sentence: error.sentence))
      }
    }
    overlays.open(.prompt(prompt), about: aboutShown)
  }

  private mutating func confirmStatus(_ wish: CaseStatusChange.Wish, at now: Date) {
    guard let shown, actionReason == nil else { return refuse() }
    let write = CaseWrite.status(CaseStatusChange(shown.detail.id, wish))
    let before = shown.detail.isArchived.map { $0 ? "closed" : "open" } ?? "open or closed: not given"
    var lines = whoLines
    var accept = "set it back to OPEN"
    switch wish {
    case .close(let reason):
      lines.append([Span("Change ", .label), Span(before), Span(" -> ", .accent), Span("CLOSED")])
      if let reason { lines.append([Span("Reason ", .label), Span(reason.text)]) }
      lines.append([Span("Pending jobs of this case are cancelled.", .warning)])
      accept = "close the case"
    case .reopen:
      lines.append([Span("Change ", .label), Span(before), Span(" -> ", .accent), Span("open")])
      lines.append([Span("The reason for closing is cleared.", .warning)])
      accept = "reopen the case"
    case .open:
      let status = shown.detail.status?.words ?? "not said"
      lines.append([Span("Change ", .label), Span(status), Span(" -> ", .accent), Span("open")])
    }
    let title =
      switch wish {
      case .close: "Close the case"
      case .reopen: "Reopen the case"
      case .open: "Set the case back to OPEN"
      }
    ask(
      Confirmation(write, title: title, lines: lines, accept: accept) { desk, now in
        desk.historyLines(of: write, at: now)
      }, about: aboutShown, at: now)
  }
}

extension CaseStatusChange: DeskWrite {
  func done(_ write: PendingWrite, _ receipt: WriteReceipt, _ desk: inout Desk, at now: Date) -> [Effect] {
    if case .status(let openness) = receipt {
      desk.say(Span("\(write.shortID) is \(openness == .closed ? "closed" : "open").", .success))
    }
    return []
  }
}
