/// A terminal without glass, for tests and for drawing into text.
@MainActor
package final class InMemoryTerminal: Terminal {
  package let capabilities: Capabilities
  /// The surface that was presented last.
  package private(set) var surface: Surface
  package private(set) var cursor: Point?
  /// The number of calls of `present`.
  package private(set) var presentCount = 0
  package private(set) var redrawCount = 0
  package private(set) var suspendCount = 0
  /// True after `restore()`, which also clears the surface.
  package private(set) var isRestored = false
  /// Every text copied, oldest first.
  package private(set) var clipboard: [String] = []
  /// What `copyToClipboard` answers for a text that is not empty.
  package var clipboardAnswer = ClipboardAnswer.sent
  package private(set) var isMouseOn = false
  package private(set) var reportsFocus = false
  package private(set) var reportsBackground = false
  /// Every title set, oldest first, those that changed nothing left out.
  package private(set) var titles: [String] = []
  package var answers = Answers.atOnce
  /// The number of requested answers that are held back.
  package private(set) var openAnswers = 0

  /// The way in which it handles a request for an answer.
  package enum Answers: Hashable, Sendable {
    case atOnce
    /// Answers only when `answer` is called.
    case held
    case unsupported
  }

  private var handler: (@MainActor (TerminalInput) -> Void)?
  private var pending: [TerminalInput] = []

  package init(
    size: Size = Size(columns: 80, rows: 24),
    capabilities: Capabilities = Capabilities(colors: .trueColor, lettering: .whole)
  ) {
    self.size = size
    self.capabilities = capabilities
    surface = Surface(size: size)
  }

  /// Setting another size posts `resized`.
  package var size: Size {
    didSet {
      if size != oldValue { post(.resized(size)) }
    }
  }

  package func present(_ surface: Surface, cursor: Point?) {
    self.surface = surface
    self.cursor = cursor
    presentCount += 1
  }

  package func setInputHandler(_ handler: @escaping @MainActor (TerminalInput) -> Void) {
    self.handler = handler
    let waiting = pending
    pending = []
    for input in waiting { handler(input) }
  }

  package func discardPendingInput() {
    pending.removeAll(where: \.isByHand)
  }

  package func requestAnswer() -> Bool {
    switch answers {
    case .atOnce: post(.answered)
    case .held: openAnswers += 1
    case .unsupported: return false
    }
    return true
  }

  /// Gives the answers that were held back.
  package func answer() {
    for _ in 0..<openAnswers { post(.answered) }
    openAnswers = 0
  }

  package func copyToClipboard(_ text: String) -> ClipboardAnswer {
    guard !text.isEmpty else { return .refused }
    if [.sent, .sentToMultiplexer].contains(clipboardAnswer) { clipboard.append(text) }
    return clipboardAnswer
  }

  package func setTitle(_ title: String) {
    if titles.last != title { titles.append(title) }
  }

  package func setMouse(_ isOn: Bool) { isMouseOn = isOn }

  package func setFocusReports(_ isOn: Bool) { reportsFocus = isOn }

  package func setBackgroundReports(_ isOn: Bool) { reportsBackground = isOn }

  package func redraw() { redrawCount += 1 }

  package func standGuard() {}

  package func suspend() {
    suspendCount += 1
    post(.resumed)
  }

  package func restore() {
    isRestored = true
    surface = Surface(size: size)
    cursor = nil
  }

  /// Delivers one input, or keeps it until there is a handler.
  package func post(_ input: TerminalInput) {
    if let handler { handler(input) } else { pending.append(input) }
  }

  /// Presses keys, one after the other.
  package func send(_ keys: KeyPress...) {
    for key in keys { post(.key(key)) }
  }

  /// Presses the key of each character of `text`.
  package func type(_ text: String) {
    for character in text { post(.key(KeyPress(character == "\n" ? .enter : .character(character)))) }
  }
}

extension InMemoryTerminal {
  /// The rows as plain text, blanks at their end removed.
  package var rows: [String] { surface.plainRows }

  /// The screen as plain text, one line per row.
  package var text: String { rows.joined(separator: "\n") }

  /// The styles as letters, one line per row: `.` is the standard style, `?` one that `legend` does not name.
  package func styleGrid(_ legend: [Style: Character] = [:]) -> String { surface.styleGrid(legend) }
}

extension Surface {
  /// The rows as plain text, blanks at their end removed.
  package var plainRows: [String] {
    (0..<size.rows).map { row in
      var line = (0..<size.columns).map { self[$0, row].text }.joined()
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// The styles as letters, one line per row: `.` is the standard style, `?` one that `legend` does not name.
  package func styleGrid(_ legend: [Style: Character] = [:]) -> String {
    (0..<size.rows).map { row in
      String(
        (0..<size.columns).map { column in
          let style = self[column, row].style
          return legend[style] ?? (style == .standard ? "." : "?")
        })
    }.joined(separator: "\n")
  }
}
