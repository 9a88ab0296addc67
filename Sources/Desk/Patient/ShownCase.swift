import Care360
import FoundationEssentials

/// The one case on the screen, and how certain it is.
struct ShownCase: Sendable {
  enum Standing: Hashable, Sendable {
    /// The service confirmed it in answer to the query that is shown.
    case live(Date)
    /// From this session's recents, seen then; nothing may act on it.
    case notConfirmed(Date)
  }

  var detail: Case
  var standing: Standing
  /// The identifier that was looked up; nil for a case opened by its id.
  var query: LookupIdentifier?
  /// True for a case found by phone whose caller was not checked yet: only name, birth date and e-mail show.
  var needsIdentityCheck = false
  var revealed: Set<String> = []
  var isAllRevealed = false
  /// The record tells that something was revealed.
  var isRevealNoted = false
  var selectedID: String?
  var timeline = TimelineView()
  /// Nil until the cursor was sent somewhere.
  var leap: CaseLeap?
  var find: CaseFind?
  let lines = CaseLines()
  /// What was done here with this case, oldest first; nil until it was read.
  var activity: Result<[ActivityEntry], JournalProblem>?

  init(_ detail: Case, standing: Standing, query: LookupIdentifier?) {
    self.detail = detail
    self.standing = standing
    self.query = query
  }

  var wasFoundByPhone: Bool {
    if case .phone = query { true } else { false }
  }

  var patientName: String { detail.patientName }
  var shortID: String { detail.shownShortID }

  func isRevealed(_ lineID: String) -> Bool { isAllRevealed || revealed.contains(lineID) }

  var isMasked: Bool { !isAllRevealed && revealed.isEmpty }

  /// The case of a patient who has none: it is there once its form was sent.
  var isNew: Bool { detail.id == .notYet }

  /// The service confirmed it in answer to the query that is shown.
  var isLive: Bool { if case .live = standing { true } else { false } }

  /// Shows or masks all of its health data.
  mutating func revealAll() {
    isAllRevealed.toggle()
    revealed = []
  }

  /// Shows or masks the item of this line.
  mutating func reveal(_ lineID: String) {
    let first = lineID.split(separator: "#").first.map(String.init) ?? lineID
    if isAllRevealed {
      isAllRevealed = false
    } else if revealed.remove(first) == nil {
      revealed.insert(first)
    }
    selectedID = first
  }

  mutating func mask() {
    revealed = []
    isAllRevealed = false
  }
}
