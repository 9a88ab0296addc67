import Desk

/// Why the program's desk ended.
package enum DeskEnding: Hashable, Sendable {
  case quit
  /// The program is to begin again with this profile.
  case switched(String)
  /// The program ended by itself; the sentence says why.
  case left(String)
  /// By a signal of this number.
  case signal(Int32)

  /// True when the person left in an orderly way, so that the next start need not offer to go on.
  var isOrderly: Bool {
    switch self {
    case .quit, .switched: true
    case .left, .signal: false
    }
  }
}

/// A front end, the screen or the lines, that shows a desk and takes typing. All calls are on the main actor.
@MainActor
protocol DeskFront: AnyObject {
  associatedtype FrontInput: Sendable

  /// Input is handed over from now on, in order.
  func begin(_ post: @escaping @MainActor (FrontInput) -> Void)
  func take(_ input: FrontInput)
  /// One answer at most, through the loop's queue.
  func run(_ effect: ScreenEffect)
  /// The queue is empty: shows the desk as it is now.
  func show()
  /// Work ended; true where the front has to be shown again though no message came.
  var waitsForWork: Bool { get }
}

/// The desk at work: one consumer takes messages in order, gives them to the desk, hands effects to the runner, and lets the
/// front show the desk when the queue is empty. Each front end has its own, and nothing but this is done twice.
@MainActor
final class DeskLoop<Front: DeskFront> {
  private enum Message: Sendable {
    case input(Front.FrontInput)
    case event(Event)
    /// Work ended without a message: the front waits for that.
    case quiet
    /// Saving takes too long for a program that has to end.
    case outOfTime
  }

  let clock: AppClock
  private(set) var desk: Desk
  private(set) var ending: DeskEnding?
  /// The program is to end, once the drafts are saved.
  private var wantedEnding: DeskEnding?
  /// The program is to stop, once the drafts are saved.
  private var stopsOnceSaved = false
  private let plan: StorePlan
  private let forms: FormFiles
  private let profiles: ProfileList
  private let mailbox = Mailbox<Message>()
  private let idleWatch = IdleWatch()
  private var program: ProgramFile?
  private var runner: EffectRunner?
  private weak var front: Front?

  init(
    settings: DeskSettings, store: StorePlan, forms: FormFiles, profiles: ProfileList, clock: AppClock,
    program: ProgramFile? = .own
  ) {
    self.program = program
    plan = store
    self.forms = forms
    self.profiles = profiles
    self.clock = clock
    desk = Desk(settings: settings, now: clock.now(), uptime: clock.uptime())
  }

  /// Makes the backend, and runs until the person quits or a signal ends it.
  func run(
    on front: Front, _ backend: @escaping @Sendable () async throws(BackendProblem) -> Backend
  ) async -> DeskEnding {
    self.front = front
    let runner = EffectRunner(
      clock: clock, store: plan, forms: forms, post: { [mailbox] in mailbox.post(.event($0)) },
      onIdle: { [weak self] in self?.workEnded() })
    self.runner = runner
    front.begin { [mailbox] in mailbox.post(.input($0)) }
    runner.openStore()
    runner.connect(backend)
    perform(desk.start())
    if ending == nil {
      await withCheckedContinuation { ended in
        mailbox.begin { [self] in
          takeMessages(front)
          guard ending != nil else { return }
          mailbox.end()
          ended.resume()
        }
      }
    }
    runner.stop()
    await runner.endStore(isOrderly: ending?.isOrderly == true)
    idleWatch.note()
    return ending ?? .quit
  }

  private func takeMessages(_ front: Front) {
    while ending == nil, let message = mailbox.take() {
      handle(message, front)
      finishEnding()
      finishStopping(front)
      if mailbox.isEmpty, ending == nil, wantedEnding == nil { front.show() }
      finishEnding()
    }
    if ending == nil { noteIdle() }
  }

  /// Reads the desk where it stands. To take it out of here would copy all its parts, at each key.
  func look<Value>(_ read: (inout Desk) -> Value) -> Value { read(&desk) }

  func tell(_ event: Event) { perform(desk.handle(event, at: clock.now(), uptime: clock.uptime())) }

  /// An answer that takes its turn in the queue, as those of every runner.
  func post(_ event: Event) { mailbox.post(.event(event)) }

  /// Every text that was typed is saved first, within the second that a hung-up program has.
  func end(by wanted: DeskEnding) {
    guard wantedEnding == nil else { return }
    wantedEnding = wanted
    tell(.drafts(.endingSoon))
    Task { [mailbox, clock] in
      // A wait that is cancelled belongs to a program that has ended.
      do { try await clock.sleep(.milliseconds(900)) } catch { return }
      mailbox.post(.outOfTime)
    }
  }

  /// Another session takes a draft over: this one saves and locks.
  func draftWanted() { tell(.door(.draftWanted)) }

  /// The program runs again after a stop, with the terminal.
  func resumed() {
    stopsOnceSaved = false
    tell(.door(.resumed))
  }

  /// The program runs again after a stop, without the terminal. It locks, and stops again whatever the policy says of
  /// suspending: only a stopped program is told when the terminal is its own again.
  func continuedInBackground() {
    tell(.door(.resumed))
    stopsOnceSaved = true
  }

  /// True while messages wait or work is under way.
  var isBusy: Bool { !mailbox.isEmpty || (runner?.running ?? 0) > 0 }

  /// Returns when no message waits and no work is under way, or when the program has ended.
  func idle() async {
    guard ending == nil, !(mailbox.isWaiting && !isBusy) else { return }
    await idleWatch.wait()
  }

  private func noteIdle() { if !isBusy { idleWatch.note() } }

  private func workEnded() {
    if mailbox.isEmpty, front?.waitsForWork == true { mailbox.post(.quiet) } else { noteIdle() }
  }

  private func finishEnding() {
    if ending == nil, let wantedEnding, !desk.isSavingDrafts { ending = wantedEnding }
  }

  private func finishStopping(_ front: Front) {
    guard stopsOnceSaved, !desk.isSavingDrafts, mailbox.isEmpty, ending == nil, wantedEnding == nil else { return }
    stopsOnceSaved = false
    front.run(.suspend)
  }

  private func handle(_ message: Message, _ front: Front) {
    switch message {
    case .input(let input):
      front.take(input)
      if program?.isReplaced(at: clock.uptime()) == true {
        // It is said once.
        program = nil
        post(.appearance(.programReplaced))
      }
    case .event(let event): tell(event)
    case .quiet: break
    case .outOfTime: ending = wantedEnding
    }
  }

  private func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .end(let effect): end(effect)
      case .screen(.listProfiles): post(.appearance(.profilesListed(profiles.choices())))
      case .screen(let effect): front?.run(effect)
      case .read, .write, .store, .record, .files, .token, .team, .timer: runner?.run(effect)
      }
    }
  }

  private func end(_ effect: EndEffect) {
    switch effect {
    case .quit: ending = .quit
    case .leave(let sentence): ending = .left(sentence)
    case .switchProfile(let name):
      // The profile may have disappeared since it was listed; a failed start would leave nothing to return to.
      if let problem = profiles.problem(name) {
        post(.appearance(.profileRefused(problem)))
      } else {
        ending = .switched(name)
      }
    }
  }
}
