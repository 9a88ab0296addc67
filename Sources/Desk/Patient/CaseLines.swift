import Care360
import FoundationEssentials
import Synchronization

/// All of a case as lines, kept until something that they are made of changes: a key asks for them several times.
final class CaseLines: Sendable {
  /// All that the lines are made of.
  struct Source: Equatable {
    let detail: Case
    let activity: Result<[ActivityEntry], JournalProblem>?
    let time: TimeText
    let mask: String
    let isAllRevealed: Bool
    let revealed: Set<String>

    /// Sentences about the time of day name no seconds, so that the lines of one minute are the same.
    static func == (one: Source, other: Source) -> Bool {
      one.minute == other.minute && one.isAllRevealed == other.isAllRevealed && one.revealed == other.revealed
        && one.mask == other.mask && one.detail == other.detail && one.activity == other.activity
    }

    private var minute: Int { Int((time.now.timeIntervalSince1970 / 60).rounded(.down)) }

    fileprivate func lines() -> [CaseLine] {
      CaseSections(
        detail, activity: activity, time: time, mask: mask, isRevealed: { isAllRevealed || revealed.contains($0) }
      ).lines()
    }
  }

  private let kept = Mutex<(source: Source, lines: Built)?>(nil)

  /// The lines, and what is drawn of them.
  struct Built: Sendable {
    let lines: [CaseLine]
    let drawn: [DetailLine]
  }

  func built(from source: Source) -> Built {
    if let kept = kept.withLock({ $0 }), kept.source == source { return kept.lines }
    let lines = source.lines()
    let built = Built(lines: lines, drawn: lines.map(\.line))
    kept.withLock { $0 = (source, built) }
    return built
  }
}
