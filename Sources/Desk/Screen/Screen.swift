/// The focus of the panes, the overlays above them, and the notice below: the parts of the screen without a patient.
struct Screen: Sendable {
  private(set) var focus = PaneID.lookup
  /// The pane of the main part that had the focus last.
  private(set) var front = PaneID.caseDetail
  var overlays = Overlays()
  var notices: NoticeBoard
  var ending = Ending()
  /// Typed text goes nowhere until a command comes: it was meant for a field that was hidden.
  private(set) var dropsTyping = false
  private(set) var redraws = 0
  /// The timer runs that masks what is revealed.
  private(set) var isMaskTimerSet = false
  /// The main part has the columns of the side too.
  private(set) var isWide = false
  /// How much wider than at first the side is, in twentieths of the screen.
  private(set) var sideSteps = 0
  /// A newer version of the program waits for the next start.
  private(set) var isProgramReplaced = false
  /// Run from the list of commands, the last first.
  private(set) var usedCommands: [Command] = []
  /// The question that was drawn last, and the time from which it is unchanged, in seconds of the lock's clock.
  private var glass: (shown: Glass, since: Double)?

  init(notice: Span?) { notices = NoticeBoard(notice) }

  mutating func programReplaced() { isProgramReplaced = true }

  mutating func toggleWidth() { isWide.toggle() }

  /// - Returns: false where the side is as wide, or as narrow, as it gets.
  mutating func widenSide(by steps: Int) -> Bool {
    guard (-2...4).contains(sideSteps + steps) else { return false }
    sideSteps += steps
    return true
  }

  /// The caller has to mask health data in the pane that is left.
  mutating func focus(on pane: PaneID) {
    focus = pane
    if pane.part == .main { front = pane }
  }

  // MARK: Questions

  /// In seconds. A key that is pressed sooner was meant for the screen before the question.
  static let readingTime = 0.3

  /// Milliseconds until the question on top can be answered with yes; nil: it can, or not all of it was in view yet.
  func wait(at uptime: Double) -> Int? {
    guard let glass, glass.shown.confirmation == overlays.last?.number, unread(at: uptime) == .early else { return nil }
    return max(1, Int(((glass.since + Self.readingTime - uptime) * 1000).rounded(.up)))
  }

  mutating func drawn(_ shown: Glass, at uptime: Double) {
    if glass?.shown != shown { glass = (shown, uptime) }
  }

  /// The reason why the top question cannot be answered with yes yet; nil when it can.
  func unread(at uptime: Double) -> UnreadQuestion? {
    guard let glass, glass.shown.confirmation == overlays.last?.number else { return .early }
    guard glass.shown.isWhole else { return .notWhole }
    return uptime - glass.since < Self.readingTime ? .early : nil
  }

  mutating func maskTimer(isSet: Bool) { isMaskTimerSet = isSet }

  mutating func redraw() { redraws += 1 }

  /// The number of recently used commands at the top of the list.
  static let mostUsedCommands = 5

  mutating func used(_ command: Command) {
    usedCommands = Array(([command] + usedCommands.filter { $0 != command }).prefix(Self.mostUsedCommands))
  }

  mutating func dropTyping() { dropsTyping = true }

  mutating func takeTyping() { dropsTyping = false }
}
