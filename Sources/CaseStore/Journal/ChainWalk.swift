/// Follows the chain from line to line and finds its damage.
struct ChainWalk: Hashable, Sendable {
  enum Content {
    case head(SegmentHead)
    /// A record, or a line that need not be read to know that it is one.
    case readable
    case unreadable
  }

  private(set) var damage: [RecordDamage] = []
  /// The first line that is not as it was written or does not follow the one before it.
  private(set) var changedLine: JournalLine?
  /// Lines that a crash cut off, as the next line says.
  private(set) var tornLines: [JournalLine] = []
  /// The line before when it has no hash: a crash leaves one, and the next append names it.
  private(set) var cutOff: JournalLine?

  private var previous: String
  /// False until the first line where the walk begins inside the chain: the line before may be a torn one.
  private var knowsLineBefore: Bool

  /// Starts at the very first line.
  init() {
    previous = ActivityLine.start
    knowsLineBefore = true
  }

  /// - Parameter hash: that of the line before the first one taken.
  init(after hash: String) {
    previous = hash
    knowsLineBefore = false
  }

  /// Takes a line without a hash: it was cut off, or somebody removed its hash.
  mutating func takeLineWithoutHash(at place: JournalLine, isEnded: Bool) {
    // Two such lines in a row are a change: a crash leaves one, and the next append ends it.
    if let cutOff, isEnded { note(.changed, at: cutOff) }
    cutOff = place
    knowsLineBefore = true
  }

  /// - Returns: true when the line is as it was written and where it was written.
  mutating func take(_ line: ActivityLine, at place: JournalLine, _ content: Content) -> Bool {
    guard let hash = line.hash else {
      takeLineWithoutHash(at: place, isEnded: line.isEnded)
      return false
    }
    if let torn = cutOff {
      if line.saysAfterTorn { tornLines.append(torn) } else { note(.changed, at: torn) }
    } else if line.saysAfterTorn, knowsLineBefore {
      note(.changed, at: place)
    }
    cutOff = nil
    let follows = line.previous == previous
    let isAsWritten = line.isIntact && belongs(content, to: place)
    knowsLineBefore = true
    previous = hash
    if isAsWritten, follows {
      if case .unreadable = content { note(.undecodable, at: place) }
      return true
    }
    note(isAsWritten && place.number == 1 ? .missing : .changed, at: place)
    return false
  }

  /// The file of older versions has no head; every other segment has its own.
  private func belongs(_ content: Content, to place: JournalLine) -> Bool {
    guard place.number == 1 else { return true }
    guard case .head(let head) = content else { return place.segment == .first }
    return head.segment == place.segment.text
  }

  mutating func note(_ kind: RecordDamage.Kind, at place: JournalLine) {
    if changedLine == nil, kind == .changed || kind == .missing { changedLine = place }
    let found = RecordDamage(kind, at: place)
    guard damage.last?.covers(found) != true else { return }
    damage.add(found)
  }
}
