import Care360
import FoundationEssentials
import Synchronization

/// All lines of a case, kept until one of their sources changes, because a single key asks for them several times.
final class CaseLines: Sendable {
  /// All that the lines are made of.
  struct Source: Equatable {
    let detail: Case
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
        && one.mask == other.mask && one.timeline == other.timeline && one.detail == other.detail
        && one.activity == other.activity
    }

    private var minute: Int { Int((time.now.timeIntervalSince1970 / 60).rounded(.down)) }

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
    let lines: [CaseLine]
    let drawn: [DetailLine]
    /// The same where there is room for two columns: what the case is, and what happened.
    let columns: [[DetailLine]]

    fileprivate init(_ lines: [CaseLine], revision: Int) {
      self.revision = revision
      self.lines = lines
      drawn = lines.map(\.line)
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
        return column
      }
    }
  }

  func built(from source: Source) -> Built {
    let before = kept.withLock { $0 }
    if let before, before.source == source { return before.lines }
    let built = Built(source.lines(), revision: (before?.lines.revision ?? 0) + 1)
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
