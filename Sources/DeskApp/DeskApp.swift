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
    /// The program is to begin anew with this profile.
    case switched(String)
    /// The program ended by itself; the sentence says why.
    case left(String)
    /// By a signal of this number.
    case signal(Int32)

    /// The person left: the next start need not offer to go on.
    var isOrderly: Bool {
      switch self {
      case .quit, .switched: true
      case .left, .signal: false
      }
    }
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
  private var look: Look
  private let store: StorePlan
  private let forms: FormFiles
  private let profiles: ProfileList
  private let mailbox = Mailbox<Message>()
  private var runner: EffectRunner?
  private var session: Session
  private var viewports = Viewports()
  /// The frame on the glass; nil before the first one.
  private var drawn: DrawnScreen?
  private var confirmationDrawnAt: Double?
  private var drawnOverlay: OverlayPresentation?
  private var ending: Ending?
  /// A signal wants the program to end, once the drafts are saved.
  private var wantedEnding: Ending?
  private let idleWatch = IdleWatch()

  /// How the screen is drawn and which keys it takes.
  package struct Look: Sendable {
    package var styles: Styles
    package var glyphs: LineGlyphs
    package var keys: KeyInterpreter
    package var themes: ThemeShelf

    package init(styles: Styles, glyphs: LineGlyphs, keys: KeyInterpreter, themes: ThemeShelf) {
      self.styles = styles
      self.glyphs = glyphs
      self.keys = keys
      self.themes = themes
    }
  }

  package init(
    terminal: any Terminal, settings: SessionSettings, look: Look, store: StorePlan = .sandbox,
    forms: FormFiles = FormFiles(templates: nil, home: nil), profiles: ProfileList = .none, clock: AppClock
  ) {
    self.profiles = profiles
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
    await runner.endStore(isOrderly: ending?.isOrderly == true)
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
      guard !isGuarded(context), let meant = look.keys.input(for: key, in: context, page: drawn?.page ?? 1) else {
        return
      }
      // Nobody accepts what they cannot read.
      guard meant != .command(.confirm) || drawn?.isWhole == true else { return }
      guard drawn?.isTooSmall != true || actsUnseen(meant) else { return }
      tell(.input(drawn?.resolve(meant, in: session.textWithCursor) ?? meant))
    case .paste(let text):
      // Where nothing can be typed the session says so.
      guard !isGuarded(context), drawn?.isTooSmall != true else { return }
      tell(.input(look.keys.input(forPaste: text, in: context) ?? .pasted(text)))
    case .mouse(.press, let point):
      if let target = drawn?.pointed(at: point) { tell(.pointer(.pointed(target))) }
    case .mouse where drawn?.isTooSmall == true: break
    case .mouse(.wheelUp, _): tell(.pointer(.wheeled(.up)))
    case .mouse(.wheelDown, _): tell(.pointer(.wheeled(.down)))
    // Keys that follow are typed at a screen that shows nothing, whether that was drawn yet or not.
    case .resized: if PaneLayout.isTooSmall(terminal.size) { drawn?.isTooSmall = true }
    case .hangUp: end(by: 1)
    case .interrupt: end(by: 2)
    case .quit: end(by: 3)
    case .terminate: end(by: 15)
    // It saves first; what was taken is told with the next save.
    case .draftWanted: tell(.input(.command(.lock)))
    case .suspendRequested: tell(.input(.command(.suspend)))
    case .resumed:
      drawn?.isWhole = false
      tell(.door(.resumed))
    }
  }

  /// What a key may do while nothing of the session is shown: end or lock, and nothing to what stands on top.
  private func actsUnseen(_ meant: Input) -> Bool {
    switch meant {
    case .command(.interrupt), .command(.lock), .command(.suspend), .command(.redraw): true
    case .command(.quit): session.topOverlay == nil
    default: false
    }
  }

  /// What was typed is saved first, within the second that a hung-up program has.
  private func end(by signal: Int32) {
    guard wantedEnding == nil else { return }
    wantedEnding = .signal(signal)
    tell(.drafts(.endingSoon))
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
      case .end(let effect): end(effect)
      case .screen(let effect): run(effect)
      case .read, .write, .store, .record, .files, .token, .timer: runner?.run(effect)
      }
    }
    // A confirmation that came up must be seen before a key can answer it, a second one as much as the first.
    if session.topOverlay != drawnOverlay { confirmationDrawnAt = nil }
  }

  private func end(_ effect: EndEffect) {
    switch effect {
    case .quit: ending = .quit
    case .leave(let sentence): ending = .left(sentence)
    case .switchProfile(let name):
      // It may have gone since it was listed; a start that fails would leave nothing to go back to.
      if let problem = profiles.problem(name) { post(.profileRefused(problem)) } else { ending = .switched(name) }
    }
  }

  private func run(_ effect: ScreenEffect) {
    switch effect {
    case .listProfiles: post(.profilesListed(profiles.choices()))
    case .redraw: terminal.redraw()
    case .suspend: terminal.suspend()
    case .copy(let text): post(.copied(text, CopyOutcome(terminal.copyToClipboard(text))))
    case .listThemes: post(.themesListed(look.themes.list()))
    case .useTheme(let name, let isPreview): useTheme(name, isPreview: isPreview)
    case .setMouse(let isOn):
      terminal.setMouse(isOn)
      post(.mouseSet(isOn: isOn))
    }
  }

  /// Answers take their turn in the queue, as those of every other runner.
  private func post(_ event: LooksEvent) { mailbox.post(.event(.looks(event))) }

  private func useTheme(_ name: String, isPreview: Bool) {
    let loaded = look.themes.load(name)
    look.styles = loaded.styles
    if !isPreview { post(.themeUsed(name, problems: loaded.problems)) }
  }

  private func draw() {
    let presentation = session.presentation(at: clock.now())
    let drawn = ScreenView.draw(
      presentation, size: terminal.size, styles: look.styles, glyphs: look.glyphs, keys: look.keys,
      viewports: &viewports)
    let wasWhole = self.drawn?.isWhole == true
    self.drawn = drawn
    terminal.present(drawn.surface, cursor: drawn.cursor)
    drawnOverlay = presentation.overlays.last
    // What came into view only now is read from now on.
    if drawn.isWhole, !wasWhole { confirmationDrawnAt = nil }
    guard presentation.context == .confirmation else { return }
    if confirmationDrawnAt == nil {
      terminal.discardPendingInput()
      confirmationDrawnAt = clock.uptime()
    }
  }
}

extension CopyOutcome {
  fileprivate init(_ answer: ClipboardAnswer) {
    switch answer {
    case .sent: self = .sent
    case .switchedOff: self = .switchedOff
    case .refused: self = .tooLong
    case .unsupported: self = .unsupported
    }
  }
}
