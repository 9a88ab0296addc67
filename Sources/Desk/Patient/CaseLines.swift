import Care360
import FoundationEssentials
import Synchronization

/// All lines of a case, kept until one of their sources changes, because a single key asks for them several times.
final class CaseLines: Sendable {
  /// All that the lines are made of.
  struct Source: Equatable {
    let detail: Case
    /// Confirmed as the patient's newest case.
    let isNewest: Bool
    let activity: Result<[ActivityEntry], JournalProblem>?
    let time: TimeText
    let mask: String
    let maskHint: String?
    let timeline: TimelineView
    let isAllRevealed: Bool
    let revealed: Set<String>

    /// Sentences about the time of day show no seconds, so all lines built within one minute are the same.
    static func == (one: Source, other: Source) -> Bool {
      one.minute == other.minute && one.isAllRevealed == other.isAllRevealed && one.revealed == other.revealed
        && one.mask == other.mask && one.timeline == other.timeline && one.isNewest == other.isNewest
        && one.detail == other.detail
        && one.activity == other.activity
    }

    private var minute: Int { Int((time.now.timeIntervalSince1970 / 60).rounded(.down)) }

    fileprivate var summary: [DetailLine] { CaseSummary(detail: detail, isNewest: isNewest, time: time).lines() }

    fileprivate func lines() -> [CaseLine] {
      CaseSections(
        detail, activity: activity, time: time, mask: mask, maskHint: maskHint, timeline: timeline,
        isRevealed: { isAllRevealed || revealed.contains($0) }
      ).lines()
    }
  }

  private let kept = Mutex<(source: Source, lines: Built)?>(nil)
  private let keptHits = Mutex<(needle: SearchText, revision: Int, hits: [Int])?>(nil)

  /// The lines, and what is drawn of them.
  struct Built: Sendable {
    /// A number that differs for every set of lines.
    fileprivate let revision: Int
    let summary: [DetailLine]
    let lines: [CaseLine]
    let drawn: DetailList
    /// The same where there is room for two columns: what the case is, and what happened.
    let columns: [DetailList]
    /// Indices of the lines that the cursor stops at.
    private let stops: [Int]
    /// How many stops there are before each line.
    private let stopsBefore: [Int]

    fileprivate init(_ source: Source, revision: Int) {
      self.revision = revision
      summary = source.summary
      let lines = source.lines()
      self.lines = lines
      drawn = DetailList(lines.map(\.line))
      stops = lines.indices.filter { lines[$0].line.kind != .blank }
      stopsBefore = lines.reduce(into: [0]) { $0.append($0[$0.count - 1] + ($1.line.kind == .blank ? 0 : 1)) }
      var columns: [[DetailLine]] = [[], []]
      var column = 0
      for line in drawn {
        if line.kind == .section { column = CaseSections.facts.contains(line.id) ? 0 : 1 }
        columns[column].append(line)
      }
      self.columns = columns.map { column in
        // The blank line before a section's title came to the section before it.
        var column = column
        if column.last?.kind == .blank { column.removeLast() }
        return DetailList(column)
      }
    }

    /// Nil when there is no line with that id.
    func line(_ id: String?) -> CaseLine? { drawn.index(of: id).map { lines[$0] } }

    /// The id of the line that the cursor stops at after a movement; from the first line when `id` is the id of no line.
    func stop(after movement: Movement, from id: String?, page: Int) -> String? {
      guard !stops.isEmpty else { return nil }
      let place = drawn.index(of: id).map { min(stopsBefore[$0], stops.count - 1) } ?? 0
      return lines[stops[movement.index(from: place, count: stops.count, page: page)]].line.id
    }
  }

  func built(from source: Source) -> Built {
    let before = kept.withLock { $0 }
    if let before, before.source == source { return before.lines }
    let built = Built(source, revision: (before?.lines.revision ?? 0) + 1)
    kept.withLock { $0 = (source, built) }
    return built
  }

  /// Indices of the lines whose visible text has `needle`.
  func hits(of needle: SearchText, in built: Built) -> [Int] {
    if let kept = keptHits.withLock({ $0 }), kept.needle == needle, kept.revision == built.revision { return kept.hits }
    let hits = built.lines.indices.filter { index in
      SearchText(built.lines[index].line.spans.map(\.text).joined()).contains(needle)
    }
    keptHits.withLock { $0 = (needle, built.revision, hits) }
    return hits
  }
}
