import FoundationEssentials
import Care360

/// The worklist as a table.
package struct WorklistPresentation: Hashable, Sendable {
  /// "Worklist · needs attention · 7 days".
  package var title: String
  /// "41 cases, read 10:42"; "asking: 200 so far".
  package var badge: Span
  package var banners: [Span]
  /// The wanted columns, in their order; the pane draws as many as fit.
  package var columns: [WorklistColumn]
  package var table: WorklistTable
  /// Row that is selected; nil: none.
  package var selected: Int?
  /// Said in place of an empty list.
  package var emptyText: [Span]
}

/// The rows of the worklist. A line is made when it is asked for, so that only those in view cost anything.
package struct WorklistTable: Sendable {
  let rows: [WorklistRow]
  let news: [CaseID: Worklist.News]
  /// Cases with a draft here.
  let drafts: Set<CaseID>
  /// Cases that were seen here today.
  let seen: Set<CaseID>
  /// Open follow-ups by case: of several the one that wakes first.
  let followUps: [CaseID: FollowUp]
  /// Cases with a follow-up of the team that is due.
  let dueForTeam: Set<CaseID>
  /// Colleagues and claims, by case.
  let team: [CaseID: Span]
  /// The reason of every row is its follow-up.
  let isAboutFollowUps: Bool
  let time: TimeText

  package var count: Int { rows.count }

  package func line(at index: Int, _ columns: [WorklistColumn]) -> WorklistLine { line(of: rows[index], columns) }

  private func line(of row: WorklistRow, _ columns: [WorklistColumn]) -> WorklistLine {
    WorklistLine(id: row.id.text, marks: marks(of: row), cells: columns.map { cell($0, of: row) })
  }

  /// True where the lines of the other table, made up to a second ago, may stay: an age may be as old as they are, but
  /// a follow-up that has become due must be marked.
  package func keepsLines(of other: WorklistTable) -> Bool {
    (0..<1).contains(time.now.timeIntervalSince(other.time.now)) && hasFacts(of: other)
      && followUps.values.allSatisfy { $0.isDue(at: time.now) == $0.isDue(at: other.time.now) }
  }

  /// All but the time.
  private func hasFacts(of other: WorklistTable) -> Bool {
    rows == other.rows && news == other.news && drafts == other.drafts && seen == other.seen
      && followUps == other.followUps && team == other.team && dueForTeam == other.dueForTeam
      && isAboutFollowUps == other.isAboutFollowUps && time.isSpoken == other.time.isSpoken
  }

  private func cell(_ column: WorklistColumn, of row: WorklistRow) -> Span {
    switch column {
    case .shortID: Span(row.shownShortID, .accent)
    case .patient: Span(row.patient)
    case .status: Span(row.statusWords)
    case .why: followUpWords(row) ?? Span(row.why(time.age), row.reasons.isEmpty ? .muted : .warning)
    case .bundle: Span(row.bundle ?? "")
    case .order: Span(row.order ?? "")
    case .visit: Span(row.visit.map(time.dayAndClock) ?? "")
    case .message: Span(row.messageFrom ?? "")
    case .changed: Span(row.changedAt.map(time.age) ?? "", .muted)
    case .team: team[row.id] ?? Span("")
    }
  }

  /// "follow-up due 2h" before all other reasons; one that is not due counts only where there is no other.
  private func followUpWords(_ row: WorklistRow) -> Span? {
    guard let followUp = followUps[row.id] else {
      return dueForTeam.contains(row.id) ? Span("the team's follow-up due", .warning) : nil
    }
    if let wrote = followUp.wokenBy { return Span("patient wrote, follow-up \(time.age(since: wrote))", .warning) }
    if followUp.isDue(at: time.now) { return Span("follow-up due \(time.age(since: followUp.due))", .warning) }
    guard isAboutFollowUps || row.reasons.isEmpty else { return nil }
    return Span("follow-up \(time.ahead(followUp.due))", .muted)
  }

  private func marks(of row: WorklistRow) -> [WorklistMark] {
    var marks: [WorklistMark] = []
    switch news[row.id] {
    case .new?: marks.append(.new)
    case .changed?: marks.append(.changed)
    case nil: break
    }
    if row.isArchived == true { marks.append(.closed) }
    if row.isEscalated == true { marks.append(.escalated) }
    if drafts.contains(row.id) { marks.append(.draft) }
    if followUps[row.id]?.isDue(at: time.now) == true || dueForTeam.contains(row.id) { marks.append(.followUp) }
    if seen.contains(row.id) { marks.append(.seen) }
    return marks
  }
}

extension WorklistTable: Hashable {
  // A zone is a function and cannot be compared; it never changes while the program runs.
  package static func == (one: WorklistTable, other: WorklistTable) -> Bool {
    one.hasFacts(of: other) && one.time.now == other.time.now
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(rows)
    hasher.combine(time.now)
  }
}

/// One row of the worklist.
package struct WorklistLine: Hashable, Sendable {
  /// Of its case.
  package let id: String
  package let marks: [WorklistMark]
  /// One for each column that was asked for.
  package let cells: [Span]

  package init(id: String, marks: [WorklistMark], cells: [Span]) {
    self.id = id
    self.marks = marks
    self.cells = cells
  }
}

/// A mark of a row. The raw value is the word of it.
package enum WorklistMark: String, CaseIterable, Hashable, Sendable {
  case new
  case changed
  case closed
  case escalated
  case draft
  case followUp = "follow-up due"
  case seen = "seen today"

  /// The letter that replaces the word when there is no room.
  package var letter: Character {
    switch self {
    case .new: "N"
    case .changed: "~"
    case .closed: "C"
    case .escalated: "E"
    case .draft: "D"
    case .followUp: "F"
    case .seen: "S"
    }
  }
}
