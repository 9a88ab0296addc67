import CDeskSystem
import CNcurses
import Dispatch
import Glibc
import PrivateIO
package import Terminal

/// The real terminal, over ncurses. One at a time: ncurses has one present screen.
@MainActor
package final class NcursesTerminal: Terminal {
  package private(set) var size: Size
  package let capabilities: Capabilities

  let inputWindow: UnsafeMutablePointer<WINDOW>
  let keys: NcursesKeys
  var decoder: InputDecoder
  var deadlineTimer: (any DispatchSourceTimer)?
  /// How often input was discarded; what was decoded before the last time is not delivered.
  private(set) var discards = 0
  /// False before the screen is taken and after it was given back for good.
  private(set) var isOwned = true
  /// True while another program has the terminal. Only a SIGCONT brings it back; then modes and screen are taken again.
  private var isAway = false

  private let isModern: Bool
  private let isMultiplexed: Bool
  private let clipboard: ClipboardUse
  private let titlesWindow: Bool
  private var title: String?
  private let resetSequence: [UInt8]
  private let output: FrameOutput
  private var painter: CellPainter
  private var shown: Surface?
  private var shownCursor: Point?
  /// The row of the screen, from 1, in which the last frame left the cursor; nil: not known.
  private var cursorRow: Int?
  private var cursorIsVisible = false
  private var repaintsAll = false
  /// Questions go out behind the first frame, and nothing waits for the answers.
  private var hasAsked = false
  private var handler: (@MainActor (TerminalInput) -> Void)?
  private var pending: [TerminalInput] = []

  /// Takes the screen: alternate screen, raw mode (Ctrl-C, Ctrl-Z, Ctrl-S and Ctrl-Q are keys), bracketed paste.
  ///
  /// The terminal's description is checked before anything is written; when this throws, nothing has changed.
  /// - Parameters:
  ///   - colors: at most so many colours; nil leaves it to NO_COLOR and the terminal.
  ///   - ascii: only ASCII reaches the terminal, whatever the locale.
  ///   - clipboard: whether `copyToClipboard` sends anything.
  ///   - titlesWindow: whether `setTitle` does.
  package init(
    colors: ColorDepth? = nil, ascii: Bool = false, clipboard: ClipboardUse = .auto, titlesWindow: Bool = false,
    environment: TerminalEnvironment = .current
  ) throws(NcursesTerminalError) {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    let probe = try TerminfoProbe(environment, wanted: colors)
    let isUTF8 = LocaleProbe.startsUTF8(environment)
    isModern = TerminalFamily.isModern(probe.type)
    self.titlesWindow = titlesWindow && isModern
    resetSequence = probe.resetSequence + (self.titlesWindow ? TitleSequence.restore : [])
    let reset = resetSequence.map { CChar(bitPattern: $0) }
    guard cds_await_terminal(STDIN_FILENO) == 0 else { throw .cannotStart }
    // Sequences longer than any known come from a damaged description.
    guard cds_save_terminal(STDIN_FILENO) == 0,
      cds_set_reset_sequence(reset, reset.count, probe.isStandard ? 1 : 0) == 0, Self.catchSignals()
    else { throw .cannotStart }
    cds_screen_owned(1)
    // ncurses takes memory for every cell of the size it finds, in the description or the environment: it finds this one.
    let first = Self.presentSize() ?? environment.size ?? Size(columns: 80, rows: 24)
    setenv("LINES", "\(first.rows)", 1)
    setenv("COLUMNS", "\(first.columns)", 1)
    guard let output = FrameOutput(terminal: STDOUT_FILENO), cdn_start(probe.type, output.descriptor) == 0,
      let window = cdn_input_window()
    else {
      cds_screen_owned(0)
      Self.releaseSignals()
      throw .cannotStart
    }
    self.output = output
    inputWindow = window
    set_escdelay(environment.escapeDelay)
    raw()
    noecho()
    nonl()
    curs_set(0)
    var depth = probe.depth
    if depth != .mono, start_color() != cdn_ok { depth = .mono }
    let hasStandardColors = depth != .mono && use_default_colors() == cdn_ok
    let unicode = isUTF8 && !ascii
    capabilities = Capabilities(
      colors: depth,
      lettering: !unicode ? .ascii : TerminalFamily.drawsMarksApart(probe.type) ? .withoutMarks : .whole)
    painter = CellPainter(
      mapping: ColorMapping(depth: depth, hasOnlyEight: depth == .ansi16 && cdn_colors() < 16),
      pairs: ColorPairs(limit: cdn_color_pairs(), hasStandardColors: hasStandardColors), unicode: unicode)
    keys = NcursesKeys()
    decoder = InputDecoder()
    isMultiplexed = environment.isMultiplexed
    self.clipboard = clipboard
    // Reports of the mouse are decoded here, as everything that a description need not have.
    keyok(KEY_MOUSE, false)
    size = Size(columns: Int(cdn_columns()), rows: Int(cdn_lines()))
    wnoutrefresh(cdn_screen())
    doupdate()
    // Borders of ASCII alone have nothing to repeat, and no other character may be sent where they are drawn.
    if isModern, unicode { write(RepeatedCharacter.question) }
    writeModes()
  }

  package func present(_ surface: Surface, cursor: Point?) {
    guard surface != shown || cursor != shownCursor, holdsTerminal() else { return }
    painter.paint(surface, over: shown, size: size)
    shown = surface
    shownCursor = cursor
    refresh()
    askOnce()
  }

  private func askOnce() {
    guard isModern, !hasAsked else { return }
    hasAsked = true
    ask(SynchronizedOutput.question)
  }

  /// Some terminals, Apple's for one, print the last letter of a question that they do not know. It is asked over a row
  /// that the next frame draws again.
  private func ask(_ question: [UInt8]) {
    write(Modes.cursorToCorner + question + Modes.cursorBack)
    wredrawln(cdn_screen(), 0, 1)
  }

  /// - Parameter isResuming: true when ncurses must set the terminal's modes before it draws; it must own the terminal.
  private func refresh(isResuming: Bool = false) {
    let isWhole = decoder.knowsSynchronizedOutput
    let (begin, end) = isWhole ? (SynchronizedOutput.begin, SynchronizedOutput.end) : ([], [])
    guard repaintsAll else { return sendFrame(begin: begin, end: end) }
    repaintsAll = false
    cursorRow = nil
    write(begin)
    // A clear of the whole screen would move it to the scrollback of a terminal without an alternate screen.
    cds_wipe_rows()
    cdn_repaint_all()
    cdn_ground(shown.map { painter.groundPair(of: $0, size: size) } ?? 0)
    if isResuming { drawFrame() } else { sendFrame() }
    cdn_ground(0)
    write(end)
  }

  private func sendFrame(begin: [UInt8] = [], end: [UInt8] = []) {
    let frame = output.collect(drawFrame).map { bytes in
      bytes.isEmpty ? [] : begin + (isModern ? sparing(bytes) : bytes) + end
    }
    cursorRow = visibleCursor.map { $0.row + 1 }
    // A frame that did not arrive as a whole is not what the terminal shows.
    if !(frame.map(write) ?? false) { repaintsAll = true }
  }

  private func sparing(_ frame: [UInt8]) -> [UInt8] {
    let sparing = ShortMoves.shortened(SparingLooks.rewritten(frame), from: cursorRow)
    return decoder.knowsRepeating ? RepeatedCharacter.shortened(sparing) : sparing
  }

  private var visibleCursor: Point? { shownCursor.flatMap { Rect(size).contains($0) ? $0 : nil } }

  private func drawFrame() {
    let visible = visibleCursor
    if (visible != nil) != cursorIsVisible {
      cursorIsVisible = visible != nil
      curs_set(cursorIsVisible ? 1 : 0)
    }
    if let visible { wmove(cdn_screen(), Int32(visible.row), Int32(visible.column)) }
    wnoutrefresh(cdn_screen())
    doupdate()
  }

  /// Everything but SIGKILL gives the terminal back where no process can be started for it, too.
  package func standGuard() { cds_start_guard() }

  package func redraw() {
    guard holdsTerminal() else { return }
    repaintsAll = true
    refresh()
  }

  package func setInputHandler(_ handler: @escaping @MainActor (TerminalInput) -> Void) {
    self.handler = handler
    startSources()
    let waiting = pending
    pending = []
    for input in waiting { handler(input) }
  }

  func post(_ input: TerminalInput) {
    if let handler { handler(input) } else { pending.append(input) }
  }

  package func discardPendingInput() {
    guard holdsTerminal() else { return }
    // Decoded rather than flushed, so that the end of a paste is not missed.
    let inputs = readInput()
    discards += 1
    pending.removeAll(where: \.isByHand)
    for input in inputs where !input.isByHand { post(input) }
  }

  package func copyToClipboard(_ text: String) -> ClipboardAnswer {
    guard clipboard != .off else { return .switchedOff }
    guard holdsTerminal(), isModern || clipboard == .osc52 else { return .unsupported }
    guard let bytes = ClipboardSequence.bytes(copying: text) else { return .refused }
    guard write(bytes) else { return .unsupported }
    return isMultiplexed ? .sentToMultiplexer : .sent
  }

  package func setTitle(_ title: String) {
    guard titlesWindow, title != self.title, holdsTerminal() else { return }
    self.title = title
    write(TitleSequence.bytes(setting: title, capabilities.lettering))
  }

  package func requestAnswer() -> Bool { holdsTerminal() && isModern && write(Modes.statusRequest) }

  package func setMouse(_ isOn: Bool) {
    guard isOwned, isModern, isOn != decoder.takesMouse else { return }
    decoder.takesMouse = isOn
    guard holdsTerminal() else { return }
    write(isOn ? Modes.mouseOn : Modes.mouseOff)
  }

  package func setFocusReports(_ isOn: Bool) {
    guard isOwned, isModern, isOn != decoder.takesFocus else { return }
    decoder.takesFocus = isOn
    guard holdsTerminal() else { return }
    write(isOn ? Modes.focusOn : Modes.focusOff)
  }

  package func setBackgroundReports(_ isOn: Bool) {
    guard isOwned, isModern, capabilities.colors != .mono, isOn != decoder.takesBackground else { return }
    decoder.takesBackground = isOn
    guard holdsTerminal() else { return }
    if isOn { ask(BackgroundReport.on + BackgroundReport.question) } else { write(BackgroundReport.off) }
  }

  /// The system reports a new size of the terminal. A terminal that gives none keeps its last size.
  func adoptSize() {
    guard holdsTerminal(), let present = Self.presentSize(), present != size else { return }
    guard resizeterm(Int32(present.rows), Int32(present.columns)) == cdn_ok else { return }
    size = present
    shown = nil
    repaintsAll = true
    post(.resized(present))
  }

  package func suspend() {
    guard isOwned else { return }
    if holdsTerminal() {
      leaveScreen()
      goAway()
    } else if cds_has_terminal(STDIN_FILENO) != 0 {
      // A shell brought it to the foreground before it was stopped again.
      return comeBack()
    } else if cds_signals_wait() != 0 {
      // A signal may have come together with the one that continued the program, and may end it.
      signalsArrived()
      if isAway { post(.continuedInBackground) }
      return
    }
    if cds_stop_self() != 0, cds_has_terminal(STDIN_FILENO) != 0 { comeBack() }
  }

  /// Called after every SIGCONT: after `suspend`, and after a stop that could not be caught.
  func continued() {
    guard isOwned else { return }
    guard cds_has_terminal(STDIN_FILENO) != 0 else {
      goAway()
      return post(.continuedInBackground)
    }
    comeBack()
  }

  /// False while another program has the terminal. It can be taken away by a stop that could not be caught, of which the
  /// signal that follows is read later.
  func holdsTerminal() -> Bool {
    guard isOwned, !isAway else { return false }
    if cds_has_terminal(STDIN_FILENO) == 0 { goAway() }
    return !isAway
  }

  private func goAway() {
    isAway = true
    cds_screen_owned(0)
    stopReading()
  }

  private func comeBack() {
    if isendwin() {
      // The shell may have changed the modes; the crash handler must restore the present ones.
      cds_save_terminal(STDIN_FILENO)
    } else {
      endwin()
      wclear(cdn_screen())
    }
    isAway = false
    startReading()
    enterScreen()
    post(.resumed)
  }

  package func restore() {
    guard isOwned else { return }
    stopSources()
    if holdsTerminal() {
      leaveScreen()
      // Keys that were typed and not read must not reach the shell.
      tcflush(STDIN_FILENO, TCIFLUSH)
    } else if !isendwin() {
      // Stopped without a warning, so that the screen still shows what it showed. The modes are another program's.
      cds_allow_background(1)
      cds_wipe_rows()
      write(resetSequence)
      cds_allow_background(0)
    }
    isOwned = false
    Self.releaseSignals()
    handler = nil
    pending = []
    shown = nil
  }

  /// Wipes every cell before the alternate screen is left: with that switched off, it would stay in the scrollback.
  private func leaveScreen() {
    cds_wipe_rows()
    wclear(cdn_screen())
    wnoutrefresh(cdn_screen())
    doupdate()
    if isModern { write(Modes.off + (titlesWindow ? TitleSequence.restore : [])) }
    curs_set(1)
    endwin()
    cds_screen_owned(0)
  }

  private func enterScreen() {
    cds_screen_owned(1)
    cursorIsVisible = true
    // The old screen is not painted again: the next drawing first masks health data that was revealed.
    shown = nil
    adoptSize()
    repaintsAll = true
    refresh(isResuming: true)
    writeModes()
  }

  private func writeModes() {
    guard isModern else { return }
    write(
      Modes.on + (decoder.takesMouse ? Modes.mouseOn : []) + (decoder.takesFocus ? Modes.focusOn : []))
    // It may have changed meanwhile.
    if decoder.takesBackground { ask(BackgroundReport.on + BackgroundReport.question) }
    guard titlesWindow else { return }
    write(TitleSequence.save + (title.map { TitleSequence.bytes(setting: $0, capabilities.lettering) } ?? []))
  }

  /// Writes past ncurses, which has flushed whatever it had.
  @discardableResult
  private func write(_ bytes: [UInt8]) -> Bool {
    do throws(IOFailure) {
      try Descriptor(STDOUT_FILENO).write(bytes, patience: .seconds(1))
      return true
    } catch {
      return false
    }
  }

  /// The system's size, within workable limits; nil when the system knows none.
  private static func presentSize() -> Size? {
    var answer = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &answer) == 0, answer.ws_col > 0, answer.ws_row > 0 else { return nil }
    return Size(columns: min(Int(answer.ws_col), 1000), rows: min(Int(answer.ws_row), 500))
  }
}
