import CDeskSystem
package import Desk
import DeskLines
import FoundationEssentials
import Terminal

/// Where the line-by-line mode reads and writes. All calls on the main actor.
@MainActor
package protocol LineConsole: AnyObject {
  /// What is typed from now on; the handler is called in order.
  func setInputHandler(_ handler: @escaping @MainActor (LineInput) -> Void)
  /// Writes text that was sanitised before.
  func write(_ text: String)
  /// Whether what is typed is seen.
  func setEcho(_ isSeen: Bool)
  /// Drops what was typed and not read yet.
  func discardPendingInput()
  /// Stops the program until the shell continues it.
  func suspend()
}

/// What comes from a line console.
package enum LineInput: Hashable, Sendable {
  /// Without its end.
  case line(String)
  /// A line of which the end was lost.
  case tooLong
  /// No more lines come.
  case end
  case interrupt
  case hangUp
  case terminate
  /// Another session of the same person takes a draft over.
  case draftWanted
}

/// The desk line by line: the same session, queue and effect runner as the screen's, with pages instead of panes. A question is asked
/// when no work is under way.
@MainActor
package final class LineApp {
  private enum Message: Sendable {
    case console(LineInput)
    case event(Event)
    /// Work ended that had nothing to tell: the question that waited for it can be asked.
    case quiet
    /// Saving takes too long for a program that has to end.
    case outOfTime
  }

  /// A line that came this soon after a confirmation was read out was meant for what stood there before.
  private static let confirmationGuard = 0.3

  private let console: any LineConsole
  private let clock: AppClock
  private let isASCII: Bool
  private let store: StorePlan
  private let forms: FormFiles
  private let profiles: ProfileList
  private let mailbox = Mailbox<Message>()
  private var runner: EffectRunner?
  private var session: Session
  private var desk: LineDesk
  /// Typed while work was under way.
  private var waiting: [String] = []
  private let idleWatch = IdleWatch()
  private var hasEnded = false
  private var isAsking = false
  private var askedAt = 0.0
  private var ending: DeskApp.Ending?
  /// The program is to end, once the drafts are saved.
  private var wantedEnding: DeskApp.Ending?

  /// - Parameter isASCII: nothing but ASCII is written.
  package init(
    console: any LineConsole, settings: SessionSettings, store: StorePlan = .sandbox,
    forms: FormFiles = FormFiles(templates: nil, home: nil), profiles: ProfileList = .none, isASCII: Bool,
    clock: AppClock
  ) {
    self.profiles = profiles
    self.store = store
    self.forms = forms
    self.console = console
    self.clock = clock
    self.isASCII = isASCII
    session = Session(settings: settings, now: clock.now(), uptime: clock.uptime())
    desk = LineDesk(directory: settings.directory)
  }

  /// Reads out the first page, then makes the backend, and runs until the person quits, the input ends or a signal
  /// comes.
  package func run(_ backend: @escaping @Sendable () async throws(BackendProblem) -> Backend) async -> DeskApp.Ending {
    let runner = EffectRunner(
      clock: clock, store: store, forms: forms, post: { [mailbox] in mailbox.post(.event($0)) },
      onIdle: { [weak self] in self?.workEnded() })
    self.runner = runner
    console.setInputHandler { [mailbox] in mailbox.post(.console($0)) }
    runner.openStore()
    runner.connect(backend)
    perform(session.start())
    while ending == nil {
      if mailbox.isEmpty { noteIdle() }
      handle(await mailbox.next())
      if mailbox.isEmpty, ending == nil, wantedEnding == nil { speak() }
      if let wantedEnding, !session.isSavingDrafts { ending = wantedEnding }
    }
    console.setEcho(true)
    runner.stop()
    await runner.endStore(isOrderly: ending?.isOrderly == true)
    return ending ?? .quit
  }

  /// Returns when no message waits and no work is under way.
  package func idle() async {
    guard !(mailbox.isEmpty && mailbox.isWaiting && runner?.running == 0) else { return }
    await idleWatch.wait()
  }

  private func workEnded() {
    if isAsking || !mailbox.isEmpty { noteIdle() } else { mailbox.post(.quiet) }
  }

  private func noteIdle() {
    if mailbox.isEmpty, runner?.running == 0 { idleWatch.note() }
  }

  private func handle(_ message: Message) {
    cds_prepare_thread()
    switch message {
    case .event(let event): tell(event)
    case .console(.line(let line)): waiting.append(line)
    case .console(.tooLong):
      say(["That line was too long and was not taken: send it in pieces, with :more for the second and later ones."])
    case .console(.interrupt):
      if isAsking { console.write("\n") }
      isAsking = false
      tell(.input(.command(.interrupt)))
    case .console(.end): hasEnded = true
    case .console(.hangUp): end(by: .signal(1))
    case .console(.terminate): end(by: .signal(15))
    case .console(.draftWanted): tell(.input(.command(.lock)))
    case .outOfTime: ending = wantedEnding
    case .quiet: break
    }
  }

  /// What was typed is saved first, within the second that a hung-up program has.
  private func end(by wanted: DeskApp.Ending) {
    guard wantedEnding == nil else { return }
    wantedEnding = wanted
    tell(.drafts(.endingSoon))
    Task { [mailbox, clock] in
      do { try await clock.sleep(DeskApp.endingPatience) } catch { return }
      mailbox.post(.outOfTime)
    }
  }

  private func tell(_ event: Event) {
    perform(session.handle(event, at: clock.now(), uptime: clock.uptime()))
  }

  private func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .end(let effect): end(effect)
      case .screen(let effect): run(effect)
      case .read, .write, .store, .record, .files, .token, .timer: runner?.run(effect)
      }
    }
  }

  private func end(_ effect: EndEffect) {
    switch effect {
    case .quit: ending = .quit
    case .leave(let sentence): ending = .left(sentence)
    case .switchProfile(let name):
      // It may have gone since it was listed; a start that fails would leave nothing to go back to.
      if let problem = profiles.problem(name) {
        post(.looks(.profileRefused(problem)))
      } else {
        ending = .switched(name)
      }
    }
  }

  private func run(_ effect: ScreenEffect) {
    switch effect {
    case .listProfiles: post(.looks(.profilesListed(profiles.choices())))
    case .suspend:
      console.suspend()
      post(.door(.resumed))
    case .copy(let text): post(.looks(.copied(text, .unsupported)))
    case .listThemes, .useTheme: post(.looks(.themesListed([])))
    case .setMouse, .redraw: break
    }
  }

  /// Answers take their turn in the queue, as those of every other runner.
  private func post(_ event: Event) { mailbox.post(.event(event)) }

  // MARK: Reading out and asking

  /// Says what is new; asks, and takes lines that wait, once nothing is under way.
  private func speak() {
    while ending == nil {
      let shown = session.presentation(at: clock.now())
      let isBusy = !mailbox.isEmpty || runner?.running != 0
      say(desk.spoken(shown, isBusy: isBusy))
      guard !isBusy else { return }
      if !isAsking { ask(shown) }
      guard !waiting.isEmpty else {
        // What was asked for has its answer first.
        if hasEnded { end(by: .quit) }
        return
      }
      take(waiting.removeFirst(), shown)
    }
  }

  private func say(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    // An open question is left where it stands and asked again below.
    if isAsking { console.write("\n") }
    isAsking = false
    for line in lines { console.write(text(line) + "\n") }
  }

  private func ask(_ shown: ScreenPresentation) {
    if desk.isConfirming {
      // Nobody accepts what they have not heard.
      console.discardPendingInput()
      waiting = []
      askedAt = clock.uptime()
    }
    console.setEcho(!desk.question.isSecret)
    console.write(text(desk.prompt(shown)))
    isAsking = true
  }

  private func take(_ line: String, _ shown: ScreenPresentation) {
    isAsking = false
    if desk.isConfirming, clock.uptime() - askedAt < Self.confirmationGuard { return }
    if desk.question.isSecret { console.write("\n") }
    switch desk.answer(line, shown) {
    case .say(let lines): say(lines)
    case .inputs(let inputs):
      for input in inputs { tell(.input(input)) }
    }
  }

  private func text(_ line: String) -> String {
    guard isASCII else { return Sanitiser.visible(line) }
    return Sanitiser.visibleASCII(Self.plain.reduce(line) { $0.replacing($1.0, with: $1.1) })
  }

  /// Our own signs in ASCII; foreign text shows as code points.
  private static let plain = [("·", "-"), ("…", "..."), ("•", "*"), ("→", "->"), ("●", "*"), ("○", "o")]
}
