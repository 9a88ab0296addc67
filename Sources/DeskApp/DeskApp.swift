package import Desk
package import DeskUI
package import Terminal
import CDeskSystem
import FoundationEssentials

/// The desk on a screen: keys in, frames out.
@MainActor
package final class DeskApp {
  /// A terminal that has not answered by then is taken for one that never does; in seconds.
  private static let longestAnswer = 2

  private let terminal: any Terminal
  private var look: Look
  private let loop: DeskLoop<DeskApp>
  private var viewports = Viewports()
  /// The frame on the glass; nil before the first one.
  private var drawn: DrawnScreen?
  /// The commands that the last footer named, and where.
  private var offered: (context: InputContext, commands: [Command])?
  /// The question that was drawn last, or none.
  private var glass: Glass?
  /// Questions that the terminal has not yet confirmed as shown, oldest first.
  private var unanswered: [(question: Glass, wait: Task<Void, Never>)] = []

  /// How the screen is drawn and which keys it takes.
  package struct Look: Sendable {
    package var styles: Styles
    package var lettering: Lettering
    package var keys: KeyInterpreter
    package var themes: ThemeShelf

    package init(styles: Styles, lettering: Lettering, keys: KeyInterpreter, themes: ThemeShelf) {
      self.styles = styles
      self.lettering = lettering
      self.keys = keys
      self.themes = themes
    }
  }

  package init(
    terminal: any Terminal, settings: DeskSettings, look: Look, store: StorePlan = .sandbox,
    forms: FormFiles = FormFiles(templates: nil, home: nil), profiles: ProfileList = .none, clock: AppClock
  ) {
    self.terminal = terminal
    self.look = look
    loop = DeskLoop(settings: settings, store: store, forms: forms, profiles: profiles, clock: clock)
  }

  /// Draws the first frame, then makes the backend, and runs until the person quits or a signal ends it. The caller
  /// restores the terminal.
  package func run(
    _ backend: @escaping @Sendable () async throws(BackendProblem) -> Backend
  ) async -> DeskEnding {
    await loop.run(on: self, backend)
  }

  /// Returns when no message waits and no work is under way, or when the program has ended.
  package func idle() async { await loop.idle() }

  package var hasEnded: Bool { loop.ending != nil }

  // MARK: Input

  private func handle(_ input: TerminalInput) {
    let context = loop.look { $0.context }
    switch input {
    case .key(let key):
      guard let meant = look.keys.input(for: key, in: context, page: drawn?.page ?? 1) else { return }
      guard drawn?.isTooSmall != true || actsUnseen(meant) else { return }
      if case .moved(let movement, _) = meant, context == .confirmation { return viewports.question.move(movement) }
      loop.tell(.input(drawn?.resolve(meant, in: loop.look { $0.textWithCursor }) ?? meant))
    case .paste(let pasted):
      // Where nothing can be typed the session says so.
      guard drawn?.isTooSmall != true else { return }
      loop.tell(.input(Input(pasted, isSecret: loop.desk.takesSecret)))
    case .pasteArriving: loop.tell(.appearance(.pasteArriving))
    case .unreadable: loop.tell(.appearance(.inputUnreadable))
    case .mouse(.press, let point):
      if let target = drawn?.pointed(at: point) { loop.tell(.pointer(.pointed(target))) }
    case .mouse where drawn?.isTooSmall == true: break
    case .mouse(.wheelUp, _): wheel(.up, context)
    case .mouse(.wheelDown, _): wheel(.down, context)
    // Keys that follow are typed at a screen that shows nothing, whether that was drawn yet or not.
    case .resized: if PaneLayout.isTooSmall(terminal.size) { drawn?.isTooSmall = true }
    case .hangUp: loop.end(by: .signal(1))
    case .interrupt: loop.end(by: .signal(2))
    case .quit: loop.end(by: .signal(3))
    case .terminate: loop.end(by: .signal(15))
    // Locking saves first; the next save reports the draft that was taken.
    case .draftWanted: loop.draftWanted()
    case .suspendRequested: loop.tell(.input(.command(.suspend)))
    case .answered: answered()
    case .focused(let isHere): loop.tell(.appearance(isHere ? .focusGained : .focusLost))
    case .background(.dark): loop.tell(.appearance(.backgroundReported(.dark)))
    case .background(.light): loop.tell(.appearance(.backgroundReported(.light)))
    case .resumed: loop.resumed()
    case .continuedInBackground: loop.continuedInBackground()
    }
  }

  /// Scrolls a question here, because only drawing knows how many rows it has.
  private func wheel(_ movement: Movement, _ context: InputContext) {
    guard context == .confirmation else { return loop.tell(.pointer(.wheeled(movement))) }
    viewports.question.move(movement)
  }

  /// True for a key that works while the screen shows nothing: it ends or locks, but never acts on the top overlay.
  private func actsUnseen(_ meant: Input) -> Bool {
    switch meant {
    case .command(.interrupt), .command(.lock), .command(.suspend), .command(.redraw): true
    case .command(.quit): loop.desk.topOverlay == nil
    default: false
    }
  }

  private func useTheme(_ name: String, isPreview: Bool) {
    let loaded = look.themes.load(name)
    look.styles = loaded.styles
    if !isPreview { loop.post(.appearance(.themeUsed(name, problems: loaded.problems))) }
  }

  private func draw() {
    let now = loop.clock.now()
    let presentation = loop.look { desk in
      if desk.context != offered?.context { offered = (desk.context, CommandTable.footer(in: desk.context)) }
      return desk.presentation(at: now, offered: offered?.commands ?? [])
    }
    let drawn = ScreenView.draw(
      presentation, size: terminal.size, styles: look.styles, lettering: look.lettering, keys: look.keys,
      viewports: &viewports)
    self.drawn = drawn
    terminal.present(drawn.surface, cursor: drawn.cursor)
    terminal.setTitle(presentation.windowTitle)
    show(question: presentation.overlays.last, isWhole: drawn.isWhole)
  }

  /// A question counts as readable from the moment when the terminal says that it shows it, which a slow line delays.
  /// Keys typed before that moment do not answer it.
  private func show(question overlay: OverlayPresentation?, isWhole: Bool) {
    guard case .confirmation(let question)? = overlay else { return glass = nil }
    let shown = Glass(confirmation: question.number, isWhole: isWhole)
    guard shown != glass else { return }
    glass = shown
    terminal.discardPendingInput()
    guard terminal.requestAnswer() else { return loop.post(.drawn(shown)) }
    let wait = Task { [clock = loop.clock] in
      do { try await clock.sleep(.seconds(Self.longestAnswer)) } catch { return }
      self.unanswered.removeAll { $0.question == shown }
      self.loop.post(.drawn(shown))
    }
    unanswered.append((shown, wait))
  }

  /// Terminals answer in the order in which they were asked.
  private func answered() {
    guard !unanswered.isEmpty else { return }
    let first = unanswered.removeFirst()
    first.wait.cancel()
    loop.tell(.drawn(first.question))
  }
}

extension DeskApp: DeskFront {
  var waitsForWork: Bool { false }

  func begin(_ post: @escaping @MainActor (TerminalInput) -> Void) {
    draw()
    terminal.standGuard()
    terminal.setInputHandler(post)
  }

  func take(_ input: TerminalInput) { handle(input) }

  func show() { draw() }

  func run(_ effect: ScreenEffect) {
    switch effect {
    case .redraw: terminal.redraw()
    case .suspend: terminal.suspend()
    case .copy(let text): loop.post(.appearance(.copied(text, CopyOutcome(terminal.copyToClipboard(text)))))
    case .listThemes: loop.post(.appearance(.themesListed(look.themes.list())))
    case .useTheme(let name, let isPreview): useTheme(name, isPreview: isPreview)
    case .setMouse(let isOn):
      terminal.setMouse(isOn)
      loop.post(.appearance(.mouseSet(isOn: isOn)))
    case .followBackground(let isOn): terminal.setBackgroundReports(isOn)
    // The loop knows the profiles.
    case .listProfiles: break
    }
  }
}

extension CopyOutcome {
  fileprivate init(_ answer: ClipboardAnswer) {
    switch answer {
    case .sent: self = .sent
    case .sentToMultiplexer: self = .sentToMultiplexer
    case .switchedOff: self = .switchedOff
    case .refused: self = .tooLong
    case .unsupported: self = .unsupported
    }
  }
}
