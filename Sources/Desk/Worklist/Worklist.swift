import Care360
import FoundationEssentials

/// The cases of the organization as last read, in memory only. Each page is requested when the previous one has
/// arrived; an answer from an older generation is dropped.
///
/// While a row is selected, no row moves or leaves until a requested reading ends or the person sorts.
struct Worklist: Sendable {
  enum Standing: Hashable, Sendable {
    case unread
    case asking
    case read(CaseListWalk.End)
    case stopped
    /// A sentence.
    case failed(String)
    /// The lock took the rows.
    case wiped
  }

  /// The mark that compares a row with the previous reading.
  enum News: Hashable, Sendable {
    case new
    case changed
  }

  private(set) var standing = Standing.unread
  private(set) var query: WorklistQuery
  /// Those of the view, in the order in which they are shown.
  private(set) var rows: [WorklistRow] = []
  private(set) var selectedID: CaseID?
  private(set) var news: [CaseID: News] = [:]
  private(set) var isOpen = false
  /// The time when the last reading ended, complete or not.
  private(set) var readAt: Date?
  /// Entries of the last reading that named no case.
  private(set) var withoutID = 0
  private(set) var generation = 0
  /// All rows that were read, in the order in which they came.
  private var kept: [WorklistRow] = []
  private var reading: Reading?
  /// The place of the selection, for a row that left.
  private var lastIndex = 0
  private var refusedIn = -1
  private(set) var afterWrite = AfterWrite.nothing
  private var marks = FollowUpMarks()

  private struct FollowUpMarks {
    /// Open follow-ups by case: of several the one that wakes first. The cases with one are shown even where the list did
    /// not bring them.
    var open: [CaseID: FollowUp] = [:]
    /// Those with a follow-up that was due when the rows were ordered last: they stand on top.
    var due: Set<CaseID> = []
    /// Claims of the team by case: whether the operator has it.
    var claims: [CaseID: Bool] = [:]
    /// Those with a follow-up of the team that is due.
    var dueForTeam: Set<CaseID> = []

    func isDue(_ id: CaseID) -> Bool { due.contains(id) || dueForTeam.contains(id) }
  }

  var dueForTeam: Set<CaseID> { marks.dueForTeam }

  var followUps: [CaseID: FollowUp] { marks.open }

  /// The reading that is under way.
  private struct Reading: Sendable {
    var walk: CaseListWalk
    var rows: [WorklistRow] = []
    /// True when this is the first reading, so that rows are shown as they come.
    var isFirst: Bool
  }

  /// Seconds. A query holds whole seconds, and the clock of the service may be ahead.
  private static let leeway = 60.0

  init(_ query: WorklistQuery) { self.query = query }

  // MARK: Reading

  mutating func open() { isOpen = true }

  var isAsking: Bool { standing == .asking }
  /// The number of cases that have come so far.
  var soFar: Int { reading?.walk.count ?? 0 }
  var needsReading: Bool { standing == .unread || standing == .wiped }
  /// The reading that is under way, or was last, began after the service refused the key.
  var isAfterRefusal: Bool { generation > refusedIn }
  var readCount: Int { kept.count }

  mutating func ask(at now: Date, most: Int) -> [Effect] {
    let until = now.addingTimeInterval(Self.leeway)
    let walk = CaseListWalk(
      from: until.addingTimeInterval(-query.window.seconds), until: until, statuses: query.statuses, most: most)
    generation += 1
    reading = Reading(walk: walk, isFirst: kept.isEmpty)
    standing = .asking
    return walk.next.map { [.read(.fetchCases($0, generation: generation))] } ?? []
  }

  /// - Returns: the effects to run next.
  mutating func pageArrived(
    _ result: Result<CaseListPage, Care360Error>, _ generation: Int, rules: WorklistRules, at now: Date
  ) -> [Effect] {
    guard generation == self.generation, var reading else { return [] }
    switch result {
    case .failure(.tooLarge) where reading.walk.askForLess():
      self.reading = reading
      return reading.walk.next.map { [.read(.fetchCases($0, generation: generation))] } ?? []
    case .failure(let error): return end(.failed(error.sentence), at: now)
    case .success(let page):
      let new = reading.walk.take(page).map { WorklistRow($0, rules, at: now) }
      reading.rows += new
      self.reading = reading
      if reading.isFirst { append(new) }
      guard let next = reading.walk.next else { return end(.read(reading.walk.end ?? .complete), at: now) }
      return [.read(.fetchCases(next, generation: generation))]
    }
  }

  /// Esc: what came stays.
  mutating func stop(at now: Date) -> [Effect] { [.read(.cancelCases)] + end(.stopped, at: now) }

  private mutating func end(_ standing: Standing, at now: Date) -> [Effect] {
    guard let reading else { return [] }
    self.reading = nil
    generation += 1
    self.standing = standing
    readAt = now
    withoutID = reading.walk.withoutID
    if !reading.isFirst { takeIn(reading.rows, isWhole: standing == .read(.complete) || standing == .read(.tooMany)) }
    if reading.isFirst, selectedID == nil { select(rows.first?.id) }
    return reading.rows.isEmpty ? [] : [.record(.listed(reading.rows.count))]
  }

  /// Rows of the first reading: in their order while nothing is selected, else below.
  private mutating func append(_ new: [WorklistRow]) {
    kept += new
    guard selectedID != nil else { return arrange() }
    for row in new { if let index = index(of: row.id) { rows[index] = row } }
    rows += arranged(new.filter { index(of: $0.id) == nil })
  }

  /// The operator's open follow-ups, the first to wake first. No row moves; cases that are not among the rows come below.
  mutating func note(_ followUps: [FollowUp], at now: Date) {
    marks.open = Dictionary(followUps.map { ($0.caseID, $0) }) { first, _ in first }
    marks.due = Set(followUps.filter { $0.isDue(at: now) }.map(\.caseID))
    guard isOpen else { return }
    let shown = Set(rows.map(\.id))
    rows += arranged((unlisted + kept.filter { self.followUps[$0.id] != nil }).filter { !shown.contains($0.id) })
  }

  /// The team's claims, and the cases with a follow-up of the team that is due. No row moves; the next order goes by them.
  mutating func note(claims: [TeamView.Claim], due: Set<CaseID>) {
    marks.dueForTeam = due
    marks.claims = Dictionary(claims.map { ($0.caseID, $0.isOwn) }) { first, _ in first }
  }

  /// Rows of cases with a follow-up that the list did not bring.
  private var unlisted: [WorklistRow] {
    let listed = Set(kept.map(\.id))
    return followUps.values.filter { !listed.contains($0.caseID) }.map(WorklistRow.init)
  }

  /// - Parameter isWhole: true when a case that did not come has left the list. A list that may be incomplete removes
  ///   nothing.
  private mutating func takeIn(_ new: [WorklistRow], isWhole: Bool) {
    let before = Dictionary(kept.map { ($0.id, $0) }) { first, _ in first }
    news = [:]
    for row in new {
      guard let old = before[row.id] else {
        news[row.id] = .new
        continue
      }
      if old != row { news[row.id] = .changed }
    }
    if isWhole {
      kept = new
      arrange()
      if let selectedID, index(of: selectedID) == nil { self.selectedID = nil }
    } else {
      for row in new { replace(row) }
      append(new.filter { before[$0.id] == nil })
    }
  }

  /// A fresh read of a case that is in the list: its row stays where it is.
  mutating func replace(_ row: WorklistRow) {
    if let index = kept.firstIndex(where: { $0.id == row.id }) { kept[index] = row }
    if let index = index(of: row.id) { rows[index] = row }
  }

  // MARK: Order

  mutating func choose(_ query: WorklistQuery) {
    self.query = query
    arrange()
    if let selectedID, index(of: selectedID) == nil { select(rows.first?.id) }
  }

  private mutating func arrange() { rows = arranged(kept + unlisted) }

  /// The rows of the view in their order, those with a due follow-up on top.
  private func arranged(_ rows: [WorklistRow]) -> [WorklistRow] {
    let shown = rows.filter { row in
      query.view.holds(
        row, followUp: (isKept: followUps[row.id] != nil, isDue: marks.isDue(row.id)),
        isOwnClaim: marks.claims[row.id])
    }.sorted(by: query.sort)
    let isAboutFollowUps = query.view == .builtIn(.followUps)
    var first = shown.filter { isAboutFollowUps || marks.isDue($0.id) }
    guard !first.isEmpty else { return shown }
    if query.sort == .why {
      first = first.map { (row: $0, wakesAt: followUps[$0.id]?.wakesAt ?? .distantFuture) }
        .sorted { ($0.wakesAt, $0.row.id.text) < ($1.wakesAt, $1.row.id.text) }.map(\.row)
    } else if isAboutFollowUps {
      first = first.filter { marks.due.contains($0.id) } + first.filter { !marks.due.contains($0.id) }
    }
    let ids = Set(first.map(\.id))
    return first + shown.filter { !ids.contains($0.id) }
  }

  // MARK: Selection

  func index(of id: CaseID) -> Int? {
    // The selection is asked for with each key, and is where it was put.
    rows.indices.contains(lastIndex) && rows[lastIndex].id == id ? lastIndex : rows.firstIndex { $0.id == id }
  }

  var selectedIndex: Int? { selectedID.flatMap(index) }

  var selected: WorklistRow? { selectedIndex.map { rows[$0] } }

  mutating func select(_ id: CaseID?) {
    selectedID = id
    if let index = selectedIndex { lastIndex = index }
  }

  mutating func move(_ movement: Movement, page: Int) {
    guard !rows.isEmpty else { return }
    let target =
      selectedIndex.map { movement.index(from: $0, count: rows.count, page: page) } ?? min(lastIndex, rows.count - 1)
    lastIndex = target
    select(rows[target].id)
  }

  /// The row before or after the row of `id`.
  func neighbour(of id: CaseID?, by step: Int) -> WorklistRow? {
    guard let index = id.flatMap(index) else { return selected ?? rows.first }
    return rows.indices.contains(index + step) ? rows[index + step] : nil
  }

  /// Goes to the next row below the selection, or from the top, that has all of the words.
  /// - Returns: which of how many such rows it is; nil where there is none.
  mutating func find(_ text: SearchText) -> (place: Int, count: Int)? {
    let words = text.words
    let hits = rows.indices.filter { SearchText(rows[$0].searched).contains(allOf: words) }
    guard let first = hits.first else { return nil }
    let start = selectedIndex ?? -1
    let hit = hits.first { $0 > start } ?? first
    select(rows[hit].id)
    return (hits.count { $0 <= hit }, hits.count)
  }

  // MARK: After a write

  enum AfterWrite: Hashable, Sendable {
    case nothing
    /// A change of this case was made.
    case offered(CaseID)
    /// The same, and the next case opens by itself once this was seen.
    case waiting(CaseID)
    case due(CaseID)
  }

  mutating func written(_ id: CaseID, goesOn: Bool) -> [Effect] {
    guard isOpen, index(of: id) != nil else { return [] }
    afterWrite = goesOn ? .waiting(id) : .offered(id)
    return goesOn ? [.timer(.nextCase(seconds: Self.secondsToRead))] : []
  }

  /// So long an outcome is shown before the next case opens by itself.
  static let secondsToRead = 2

  mutating func outcomeWasShown() { if case .waiting(let id) = afterWrite { afterWrite = .due(id) } }

  /// The person moves elsewhere, so nothing opens by itself.
  mutating func stay() {
    switch afterWrite {
    case .waiting(let id), .due(let id): afterWrite = .offered(id)
    case .nothing, .offered: break
    }
  }

  mutating func forgetWrite() { afterWrite = .nothing }

  // MARK: Leaving

  /// The service refused the key.
  mutating func keyRefused() { refusedIn = generation }

  /// Wipes all patient data; the choice of cases to request stays.
  mutating func wipe() {
    guard standing != .unread && standing != .wiped || !rows.isEmpty || !followUps.isEmpty else { return }
    let (query, isOpen, generation, wasRead) = (self.query, self.isOpen, self.generation, standing != .unread)
    self = Worklist(query)
    self.isOpen = isOpen
    self.generation = generation + 1
    standing = wasRead ? .wiped : .unread
  }

  /// The effect that records the rows of the current reading as shown.
  var unrecorded: [Effect] { soFar > 0 ? [.record(.listed(soFar))] : [] }
}

/// The choice of cases to request, and how to show them.
struct WorklistQuery: Hashable, Sendable {
  var window: WorklistWindow
  /// Empty: all.
  var statuses: [CaseStatus] = []
  var view: WorklistChoice
  var sort = WorklistColumn.why

  /// True when both ask the service for the same cases.
  func asksForSame(as other: WorklistQuery) -> Bool { window == other.window && statuses == other.statuses }
}

extension WorklistRow {
  /// The text that find looks at.
  fileprivate var searched: String {
    ([shownShortID, patient, statusWords, bundle, order, messageFrom].compactMap { $0 } + reasons.map(\.words))
      .joined(separator: " ")
  }
}
