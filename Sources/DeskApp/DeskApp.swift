package import Desk
package import DeskUI
package import Terminal
import CDeskSystem
import FoundationEssentials

/// The screen at work. One consumer takes messages in order, gives them to the session, hands effects to the runner,
/// and draws when the queue is empty.
@MainActor
package final class DeskApp {
  /// Why the screen ended.
  package enum Ending: Hashable, Sendable {
    case quit
    /// The program ended by itself; the sentence says why.
    case left(String)
    /// By a signal of this number.
    case signal(Int32)
  }

  private enum Message: Sendable {
    case terminal(TerminalInput)
    case event(Event)
    /// Saving takes too long for a program that has to end.
    case outOfTime
  }

  /// How long a program that a signal ends waits for its saves.
  static let endingPatience = Duration.milliseconds(900)
  /// Keys typed this soon after a confirmation was drawn were meant for what stood there before.
  private static let confirmationGuard = 0.3

  private let terminal: any Terminal
  private let clock: AppClock
  private let look: Look
  private let store: StorePlan
  private let forms: FormFiles
  private let mailbox = Mailbox<Message>()
  private var runner: EffectRunner?
  private var session: Session
  private var viewports = Viewports()
  private var page = 1
  private var confirmationDrawnAt: Double?
  private var drawnOverlay: OverlayPresentation?
  private var drawnIsWhole = false
  private var ending: Ending?
  /// A signal wants the program to end, once the drafts are saved.
  private var wantedEnding: Ending?
  private let idleWatch = IdleWatch()

  /// How the screen is drawn and which keys it takes.
  package struct Look: Sendable {
    package var styles: Styles
    package var glyphs: LineGlyphs
    package var keys: KeyInterpreter

    package init(styles: Styles, glyphs: LineGlyphs, keys: KeyInterpreter) {
      self.styles = styles
      self.glyphs = glyphs
      self.keys = keys
    }
  }

  package init(
    terminal: any Terminal, settings: SessionSettings, look: Look, store: StorePlan = .sandbox,
    forms: FormFiles = FormFiles(templates: nil, home: nil), clock: AppClock
  ) {
    self.store = store
    self.forms = forms
    self.terminal = terminal
    self.clock = clock
    self.look = look
    session = Session(settings: settings, now: clock.now(), uptime: clock.uptime())
  }

  /// Draws the first frame, then makes the backend, and runs until the person quits or a signal ends it. The caller
  /// restores the terminal.
  package func run(_ backend: @escaping @Sendable () async throws(BackendProblem) -> Backend) async -> Ending {
    let runner = EffectRunner(
      clock: clock, store: store, forms: forms, post: { [mailbox] in mailbox.post(.event($0)) },
      onIdle: { [weak self] in self?.noteIdle() })
    self.runner = runner
    draw()
    terminal.setInputHandler { [mailbox] in mailbox.post(.terminal($0)) }
    runner.openStore()
    runner.connect(backend)
    perform(session.start())
    while ending == nil {
      if mailbox.isEmpty { noteIdle() }
      let message = await mailbox.next()
      handle(message)
      finishEnding()
      if mailbox.isEmpty, ending == nil, wantedEnding == nil { draw() }
    }
    runner.stop()
    await runner.endStore(isOrderly: ending == .quit)
    return ending ?? .quit
  }

  /// Returns when no message waits and no work is under way.
  package func idle() async {
    guard !isIdle else { return }
    await idleWatch.wait()
  }

  private var isIdle: Bool { mailbox.isEmpty && mailbox.isWaiting && (runner?.running ?? 0) == 0 }

  private func noteIdle() {
    if mailbox.isEmpty, (runner?.running ?? 0) == 0 { idleWatch.note() }
  }

  // MARK: Messages

  private func handle(_ message: Message) {
    // The main actor moves between threads; each needs the stack on which the crash handler runs.
    cds_prepare_thread()
    switch message {
    case .event(let event): tell(event)
    case .outOfTime: ending = wantedEnding
    case .terminal(let input): handle(input)
    }
  }

  private func handle(_ input: TerminalInput) {
    let context = session.context
    switch input {
    case .key(let key):
      guard !isGuarded(context), let meant = look.keys.input(for: key, in: context, page: page) else { return }
      // Nobody accepts what they cannot read.
      guard meant != .command(.confirm) || drawnIsWhole else { return }
      tell(.input(meant))
    case .paste(let text):
      // Where nothing can be typed the session says so.
      guard !isGuarded(context) else { return }
      tell(.input(look.keys.input(forPaste: text, in: context) ?? .pasted(text)))
    case .resized: break
    case .hangUp: end(by: 1)
    case .interrupt: end(by: 2)
    case .quit: end(by: 3)
    case .terminate: end(by: 15)
    // It saves first; what was taken is told with the next save.
    case .draftWanted: tell(.input(.command(.lock)))
    case .suspendRequested: tell(.input(.command(.suspend)))
    case .resumed:
      drawnIsWhole = false
      tell(.resumed)
    }
  }

  /// What was typed is saved first, within the second that a hung-up program has.
  private func end(by signal: Int32) {
    guard wantedEnding == nil else { return }
    wantedEnding = .signal(signal)
    tell(.endingSoon)
    Task { [mailbox, clock] in
      do { try await clock.sleep(Self.endingPatience) } catch { return }
      mailbox.post(.outOfTime)
    }
  }

  private func finishEnding() {
    if let wantedEnding, !session.isSavingDrafts { ending = wantedEnding }
  }

  private func tell(_ event: Event) {
    perform(session.handle(event, at: clock.now(), uptime: clock.uptime()))
  }

  /// True while keys typed before a confirmation was drawn may still arrive.
  private func isGuarded(_ context: InputContext) -> Bool {
    guard context == .confirmation else { return false }
    guard let drawn = confirmationDrawnAt else { return true }
    return clock.uptime() - drawn < Self.confirmationGuard
  }

  private func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .quit: ending = .quit
      case .leave(let sentence): ending = .left(sentence)
      case .redraw: terminal.redraw()
      case .suspend: terminal.suspend()
      case .copy(let text): tell(.copied(wasSent: terminal.copyToClipboard(text)))
      default: runner?.run(effect)
      }
    }
    // A confirmation that came up must be seen before a key can answer it, a second one as much as the first.
    if session.topOverlay != drawnOverlay { confirmationDrawnAt = nil }
  }

  private func draw() {
    let presentation = session.presentation(at: clock.now())
    let drawn = ScreenView.draw(
      presentation, size: terminal.size, styles: look.styles, glyphs: look.glyphs, keys: look.keys,
      viewports: &viewports)
    page = drawn.page
    terminal.present(drawn.surface, cursor: drawn.cursor)
    drawnOverlay = presentation.overlays.last
    // What came into view only now is read from now on.
    if drawn.isWhole, !drawnIsWhole { confirmationDrawnAt = nil }
    drawnIsWhole = drawn.isWhole
    guard presentation.context == .confirmation else { return }
    if confirmationDrawnAt == nil {
      terminal.discardPendingInput()
      confirmationDrawnAt = clock.uptime()
    }
  }
}
