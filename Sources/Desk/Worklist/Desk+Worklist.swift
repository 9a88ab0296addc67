import Care360
import FoundationEssentials

/// The worklist on the desk: asking for it, opening its rows, and going on from case to case. No row is acted on here: it opens
/// its case, as a recent does.
extension Desk {
  mutating func openWorklist(at now: Date) -> [Effect] {
    worklist.open()
    worklist.note(followUps.all, at: now)
    setFocus(.worklist)
    if let id = shown?.detail.id, worklist.index(of: id) != nil { worklist.select(id) }
    return worklist.needsReading ? askForWorklist(at: now) : []
  }

  mutating func askForWorklist(at now: Date) -> [Effect] {
    if let startProblem {
      say(Span(startProblem, .error))
      return []
    }
    return worklist.ask(at: now, most: settings.worklist.most)
  }

  mutating func worklistEvent(_ event: WorklistEvent, at now: Date) -> [Effect] {
    switch event {
    case .pageArrived(let result, let generation):
      guard generation == worklist.generation, worklist.isAsking else { return [] }
      noteConnection(ofList: result)
      if case .success(let page) = result { wakeFollowUps(by: page.cases, at: now) }
      let effects = worklist.pageArrived(result, generation, rules: settings.worklist.rules, at: now)
      if case .failed(let sentence) = worklist.standing { say(Span(sentence, .error)) }
      return effects
    case .nextCaseTimerFired:
      worklist.outcomeWasShown()
      return []
    }
  }

  /// Rows are ordered by what is due now.
  private mutating func wakeFollowUps(by cases: [Case], at now: Date) {
    // Every case is asked.
    let woken = cases.filter { followUps.read($0) }
    if woken.isEmpty { worklist.note(followUps.all, at: now) } else { followUpsChanged(at: now) }
  }

  /// Notes the connection, as after every read. The list has its own generations.
  private mutating func noteConnection(ofList result: Result<CaseListPage, Care360Error>) {
    if case .success = result, worklist.isAfterRefusal { return patient.acceptKey() }
    if case .success = result { return patient.connected() }
    noteConnection(result)
  }

  // MARK: Keys

  mutating func worklistInput(_ input: Input, at now: Date) -> [Effect] {
    switch input {
    case .moved(let movement, let page): worklist.move(movement, page: page)
    case .field(let row): selectInWorklist(row)
    case .pasted: pasteOutside()
    case .command(.back):
      if let effects = stopWorklist(at: now) { return effects }
      setFocus(.lookup)
      lookup.goToList()
    case .command(.accept):
      guard let row = worklist.selected else {
        say(Span("No row is selected.", .muted))
        return []
      }
      return open(row, at: now)
    case .command(.nextField): setFocus(.caseDetail)
    case .command(.previousField):
      setFocus(.lookup)
      lookup.goToList()
    default: break
    }
    return []
  }

  /// Nil when no request is under way.
  mutating func stopWorklist(at now: Date) -> [Effect]? {
    guard worklist.isAsking else { return nil }
    say(Span("Stopped reading the list.", .muted))
    return worklist.stop(at: now)
  }

  mutating func selectInWorklist(_ row: String) {
    if let found = worklist.rows.first(where: { $0.id.text == row }) { worklist.select(found.id) }
  }

  private mutating func open(_ row: WorklistRow, at now: Date) -> [Effect] {
    guard !isKeyRefused else {
      say(
        Span("The list stays hidden: the service refuses the API key. Look up the patient to try again.", .warning))
      return []
    }
    worklist.select(row.id)
    worklist.forgetWrite()
    return openListed(row.id, email: row.email, at: now)
  }

  /// Opens the row after or before the shown case.
  mutating func openNeighbour(by step: Int, at now: Date) -> [Effect] {
    guard let row = worklist.neighbour(of: shown?.detail.id ?? worklist.selectedID, by: step) else {
      say(Span(step > 0 ? "That was the last row of the worklist." : "That is the first row of the worklist.", .muted))
      return []
    }
    return open(row, at: now)
  }

  /// Why a command of the list does nothing.
  var reasonAgainstRows: String? {
    guard worklist.isOpen else { return "open the worklist first: \(name(.worklist, in: .caseDetail))" }
    return isKeyRefused ? "the service refuses the API key" : worklist.rows.isEmpty ? "the worklist has no row" : nil
  }

  // MARK: Around a write

  /// A change of this case was made.
  mutating func offerNextCase(after id: CaseID) -> [Effect] {
    worklist.written(id, goesOn: settings.worklist.goesToNext)
  }

  /// The next case opens by itself once the outcome of a write was shown, and nothing stands above the case any more.
  mutating func goOnAfterWrite(at now: Date) -> [Effect] {
    guard case .due(let id) = worklist.afterWrite else { return [] }
    guard shown?.detail.id == id, focus == .caseDetail, !isKeyRefused else {
      worklist.stay()
      return []
    }
    guard overlays.isEmpty, !door.isCovering, !writes.isSending else { return [] }
    worklist.stay()
    return worklist.neighbour(of: id, by: 1) == nil ? [] : openNeighbour(by: 1, at: now)
  }

  /// Updates the row of a case that was read on its own.
  mutating func noteInWorklist(_ detail: Case, at now: Date) {
    guard worklist.isOpen, worklist.index(of: detail.id) != nil else { return }
    worklist.replace(WorklistRow(detail, settings.worklist.rules, at: now))
  }

  // MARK: What is shown

  /// The place of the shown case: "3 of 41".
  var placeInWorklist: String? {
    guard worklist.isOpen, let id = shown?.detail.id, let index = worklist.index(of: id) else { return nil }
    return "\(index + 1) of \(worklist.rows.count)"
  }

  var nextCaseBanner: Span? {
    guard case .offered(let id) = worklist.afterWrite, shown?.detail.id == id,
      let next = worklist.neighbour(of: id, by: 1)
    else { return nil }
    let row = "\(next.shownShortID) \(next.patient)"
    return Span("\(name(.nextCase, in: .caseDetail)) opens the next case of the worklist: \(row)".asSentence, .accent)
  }

  func worklistPresentation(at now: Date) -> WorklistPresentation? {
    guard worklist.isOpen else { return nil }
    let time = TimeText(zone: settings.zone, now: now, isSpoken: settings.naming == .names)
    let query = worklist.query
    let rows = isKeyRefused ? [] : worklist.rows
    let statuses = query.statuses.isEmpty ? "" : " · " + query.statuses.map(\.words).joined(separator: ", ")
    return WorklistPresentation(
      title: "Worklist · \(query.view.words) · \(query.window.words)\(statuses)", badge: badge(time),
      banners: worklistBanners,
      columns: worklistColumns(of: query),
      table: WorklistTable(
        rows: rows, news: worklist.news,
        drafts: Set(drafts.draftSlots.map(\.caseID)).union(drafts.stored.keys.map(\.caseID)),
        seen: Set(lookup.recents.cases.prefix { time.isToday($0.seenAt) }.map(\.id)),
        followUps: worklist.followUps, dueForTeam: worklist.dueForTeam, team: teamWords(time),
        isAboutFollowUps: query.view == .builtIn(.followUps),
        time: time),
      selected: isKeyRefused ? nil : worklist.selectedIndex, emptyText: worklistEmptyText)
  }

  private func worklistColumns(of query: WorklistQuery) -> [WorklistColumn] {
    let standard = WorklistColumn.allCases.filter { $0 != .team || team.isUsed }
    return query.view.own?.columns?.filter(standard.contains) ?? standard
  }

  /// Seconds after which a list says how old it is.
  private static let oldAfter: TimeInterval = 300

  private func badge(_ time: TimeText) -> Span {
    let count = worklist.rows.count == 1 ? "1 case" : "\(worklist.rows.count) cases"
    let stamp = worklist.readAt.map { ", read \(time.stamp($0))" } ?? ""
    switch worklist.standing {
    case .unread, .wiped: return Span("not read", .muted)
    case .asking: return Span("asking: \(worklist.soFar) so far", .stale)
    case .read(.complete):
      guard let readAt = worklist.readAt, time.now.timeIntervalSince(readAt) >= Self.oldAfter else {
        return Span(count + stamp, .success)
      }
      return Span("\(count)\(stamp), \(time.longAge(since: readAt))", .stale)
    case .read, .stopped, .failed: return Span("\(count)\(stamp), not complete", .warning)
    }
  }

  private static func cleared(_ again: String) -> Span {
    Span("The lock cleared the list: \(again) reads it again.", .muted)
  }

  private var worklistBanners: [Span] {
    var banners: [Span] = []
    let again = name(.refresh, in: .worklist)
    switch worklist.standing {
    case .read(.tooMany):
      banners.append(
        Span(
          "There are more than \(settings.worklist.most) cases: the rest were not read. Choose a shorter time for a complete list.",
          .warning))
    case .read(.tooManyPages):
      banners.append(
        Span(
          "The service gave very few cases at a time: the rest were not read. Choose a shorter time for a complete list.",
          .warning))
    case .read(.goesInCircles):
      banners.append(Span("The service repeated pages: the list may not be complete.", .warning))
    case .read(.hasNoCursor):
      banners.append(
        Span("The service has more cases but did not say where they begin: the list is not complete.", .warning))
    case .stopped: banners.append(Span("Stopped: there may be more cases. \(again) asks for the whole list.", .warning))
    case .failed(let sentence):
      let rest = worklist.readCount > 0 ? "Only part of the list arrived: " : ""
      banners.append(Span("\(sentence) \(rest)\(again) asks again.", .error))
    case .wiped where !worklist.rows.isEmpty: banners.append(Self.cleared(again))
    case .unread, .asking, .read(.complete), .wiped: break
    }
    if worklist.withoutID > 0 {
      let subject = worklist.withoutID == 1 ? "1 case arrived" : "\(worklist.withoutID) cases arrived"
      banners.append(Span("\(subject) without a readable id and cannot be listed.", .warning))
    }
    return banners
  }

  private var worklistEmptyText: [Span] {
    if isKeyRefused { return [Span("Hidden: the service refuses the API key.", .error)] }
    switch worklist.standing {
    case .asking: return [Span("Asking the service …", .accent)]
    case .wiped: return [Self.cleared(name(.refresh, in: .worklist))]
    case .unread, .read, .stopped, .failed:
      guard worklist.readCount > 0 else {
        return [Span(worklist.standing == .read(.complete) ? "No cases in this time." : "No cases arrived.", .muted)]
      }
      return [
        Span("No cases in this view.", .muted),
        Span("Cases read: \(worklist.readCount). \(name(.worklistView, in: .worklist)) chooses another view.", .muted),
      ]
    }
  }
}
