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
    /// By a signal of this number.
    case signal(Int32)
  }

  private enum Message: Sendable {
    case terminal(TerminalInput)
    case event(Event)
  }

  /// Keys typed this soon after a confirmation was drawn were meant for what stood there before.
  private static let confirmationGuard = 0.3

  private let terminal: any Terminal
  private let clock: AppClock
  private let look: Look
  private let mailbox = Mailbox<Message>()
  private var runner: EffectRunner?
  private var session: Session
  private var viewports = Viewports()
  private var page = 1
  private var confirmationDrawnAt: Double?
  private var drawnOverlay: OverlayPresentation?
  private var drawnIsWhole = false
  private var ending: Ending?
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

  package init(terminal: any Terminal, settings: SessionSettings, look: Look, clock: AppClock) {
    self.terminal = terminal
    self.clock = clock
    self.look = look
    session = Session(settings: settings, now: clock.now(), uptime: clock.uptime())
  }

  /// Draws the first frame, then makes the backend, and runs until the person quits or a signal ends it. The caller
  /// restores the terminal.
  package func run(_ backend: @escaping @Sendable () async throws(BackendProblem) -> Backend) async -> Ending {
    let runner = EffectRunner(
      clock: clock, post: { [mailbox] in mailbox.post(.event($0)) }, onIdle: { [weak self] in self?.noteIdle() })
    self.runner = runner
    draw()
    terminal.setInputHandler { [mailbox] in mailbox.post(.terminal($0)) }
    runner.connect(backend)
    perform(session.start())
    while ending == nil {
      if mailbox.isEmpty { noteIdle() }
      let message = await mailbox.next()
      handle(message)
      if mailbox.isEmpty, ending == nil { draw() }
    }
    runner.stop()
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
    case .hangUp: ending = .signal(1)
    case .interrupt: ending = .signal(2)
    case .quit: ending = .signal(3)
    case .terminate: ending = .signal(15)
    case .suspendRequested: tell(.input(.command(.suspend)))
    case .resumed:
      drawnIsWhole = false
      tell(.resumed)
    }
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
