import CDeskSystem
package import Desk
import DeskLines
import FoundationEssentials
import Terminal

/// Where the line-by-line mode reads and writes. All calls on the main actor.
@MainActor
package protocol LineConsole: AnyObject {
  /// Sets the handler for everything typed from now on. It is called in order.
  func setInputHandler(_ handler: @escaping @MainActor (LineInput) -> Void)
  /// False while another program has the terminal; `resumed` follows once it is given back.
  func holdsTerminal() -> Bool
  /// Writes text that was sanitised before.
  func write(_ text: String)
  /// Shows typed text, or hides it. True where a person's lines that came before were dropped: they were not meant for a
  /// question whose answer is hidden.
  @discardableResult
  func setEcho(_ isSeen: Bool) -> Bool
  /// Drops typed input that was not read yet.
  func discardPendingInput()
  /// Stops the program. `resumed` or `continuedInBackground` comes once it runs again.
  func suspend()
}

/// An input from a line console.
package enum LineInput: Hashable, Sendable {
  /// A line without its end. Nobody knows whether it is a secret until its turn comes.
  case line(SecretText)
  /// A line of which the end was lost.
  case tooLong
  /// A line that is no UTF-8.
  case unreadable
  /// No more lines come.
  case end
  case interrupt
  case hangUp
  case terminate
  /// Another session of the same person takes a draft over.
  case draftWanted
  /// SIGTSTP; answer with `LineConsole.suspend()`.
  case suspendRequested
  /// The program runs again after it was stopped.
  case resumed
  /// The program runs again while another one has the terminal; answer with `LineConsole.suspend()`.
  case continuedInBackground
}

/// The desk line by line: pages instead of panes. A question is asked when no work is under way.
@MainActor
package final class LineApp {
  private let console: any LineConsole
  private let isASCII: Bool
  private let loop: DeskLoop<LineApp>
  private var lines: LineDesk
  /// Typed while work was under way.
  private var waiting: [SecretText] = []
  private var inputHasEnded = false
  private var isAsking = false

  /// - Parameter isASCII: nothing but ASCII is written.
  package init(
    console: any LineConsole, settings: DeskSettings, store: StorePlan = .sandbox,
    forms: FormFiles = FormFiles(templates: nil, home: nil), profiles: ProfileList = .none, isASCII: Bool,
    clock: AppClock
  ) {
    self.console = console
    self.isASCII = isASCII
    var settings = settings
    settings.naming = .names
    lines = LineDesk(directory: settings.directory.entries)
    loop = DeskLoop(settings: settings, store: store, forms: forms, profiles: profiles, clock: clock)
  }

  /// Reads out the first page, then makes the backend, and runs until the person quits, the input ends or a signal
  /// comes.
  package func run(
    _ backend: @escaping @Sendable () async throws(BackendProblem) -> Backend
  ) async -> DeskEnding {
    let ending = await loop.run(on: self, backend)
    console.setEcho(true)
    return ending
  }

  /// Returns when no message waits and no work is under way, or when the program has ended.
  package func idle() async { await loop.idle() }

  package var hasEnded: Bool { loop.ending != nil }

  // MARK: Reading out and asking

  /// Says what is new. Once no work is under way, asks the question and takes waiting lines.
  private func speak() {
    while loop.ending == nil {
      let shown = loop.desk.presentation(at: loop.clock.now())
      let isBusy = loop.isBusy
      say(lines.spoken(shown, isBusy: isBusy))
      guard !isBusy else { return }
      if !isAsking { ask(shown) }
      guard !waiting.isEmpty else {
        // Everything that was requested gets its answer first.
        if inputHasEnded { loop.end(by: .quit) }
        return
      }
      take(waiting.removeFirst(), shown)
    }
  }

  private func say(_ text: [String]) {
    guard !text.isEmpty else { return }
    // An open question stays where it is, and is asked again below.
    if isAsking { console.write("\n") }
    isAsking = false
    for line in text { console.write(written(line) + "\n") }
  }

  private func ask(_ shown: ScreenPresentation) {
    if lines.isConfirming {
      // A question must be heard before it is accepted.
      console.discardPendingInput()
      waiting = []
      if case .confirmation(let question)? = shown.overlays.last {
        loop.tell(.drawn(Glass(confirmation: question.number, isWhole: true)))
      }
    }
    if console.setEcho(!lines.question.isSecret) { waiting = [] }
    console.write(written(lines.prompt(shown)))
    isAsking = true
  }

  private func take(_ line: SecretText, _ shown: ScreenPresentation) {
    isAsking = false
    let isSecret = lines.question.isSecret
    if isSecret { console.write("\n") }
    switch isSecret ? lines.answer(secret: line) : lines.answer(line.text, shown) {
    case .say(let lines): say(lines)
    case .inputs(let inputs, let then):
      for input in inputs { loop.tell(.input(input)) }
      say(lines.done(loop.desk.presentation(at: loop.clock.now())))
      for input in then { loop.tell(.input(input)) }
    }
  }

  private func written(_ line: String) -> String {
    guard isASCII else { return Sanitiser.visible(line) }
    return Sanitiser.visibleASCII(Self.plain.reduce(line) { $0.replacing($1.0, with: $1.1) })
  }

  /// Our own signs in ASCII; foreign text shows as code points.
  private static let plain = [
    ("·", "-"), ("…", "..."), ("•", "*"), ("→", "->"), ("●", "*"), ("○", "o"), ("“", "\""), ("”", "\""), ("’", "'"),
  ]
}

extension LineApp: DeskFront {
  /// A question is asked once no work is under way.
  var waitsForWork: Bool { !isAsking }

  func begin(_ post: @escaping @MainActor (LineInput) -> Void) { console.setInputHandler(post) }

  func take(_ input: LineInput) {
    switch input {
    case .line(let line): waiting.append(line)
    case .tooLong:
      say(["That line was too long and was ignored: send it in pieces, with :more for each piece after the first."])
    case .unreadable: say(["That line is not UTF-8 and was ignored: set your terminal to UTF-8."])
    case .interrupt:
      if isAsking { console.write("\n") }
      isAsking = false
      loop.tell(.input(.command(.interrupt)))
    case .end: inputHasEnded = true
    case .hangUp: loop.end(by: .signal(1))
    case .terminate: loop.end(by: .signal(15))
    case .draftWanted: loop.draftWanted()
    case .suspendRequested: loop.tell(.input(.command(.suspend)))
    case .continuedInBackground: loop.continuedInBackground()
    case .resumed: resumed()
    }
  }

  /// Speaks, or waits while another program has the terminal.
  func show() { if console.holdsTerminal() { speak() } }

  /// The question is asked again: another program wrote below it, and may have changed the echo. A line that was typed
  /// before is no answer to the lock.
  private func resumed() {
    if isAsking { console.write("\n") }
    isAsking = false
    waiting = []
    loop.resumed()
  }

  func run(_ effect: ScreenEffect) {
    switch effect {
    case .suspend: console.suspend()
    case .copy(let text): loop.post(.appearance(.copied(text, .unsupported)))
    case .listThemes, .useTheme: loop.post(.appearance(.themesListed([])))
    // Lines have none of these; the loop knows the profiles.
    case .setMouse, .followBackground, .redraw, .listProfiles: break
    }
  }
}
