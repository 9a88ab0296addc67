import CaseStore
import Credentials
import Glibc
import PrivateIO
import Terminal

/// Opens the store of a profile for one command. It never makes one: that is the screen's.
///
/// Opening, the work, and questions in between wait for disk, lock, Argon2id and the person on their own thread.
actor StoreAccess {
  private let executor = SerialQueueExecutor(label: "casedesk.store")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  let invocation: Invocation
  let environment: Environment

  private var console: Console { invocation.console }

  init(_ invocation: Invocation) throws(ErrorReport) {
    self.invocation = invocation
    environment = try Environment(invocation)
  }

  /// Opens the store, works, and closes it whatever the result. Asks for the passphrase when there is no key command.
  /// Nil when nothing is kept, which is reported on standard error.
  func run<Value: Sendable>(
    _ work: @Sendable (isolated StoreAccess, LocalStore) async throws(ErrorReport) -> Value
  ) async throws(ErrorReport) -> Value? {
    guard let store = try await open() else { return nil }
    let value: Value
    do throws(ErrorReport) {
      // A signal that came while it was opened.
      if Task.isCancelled { throw .interrupted }
      for notice in store.notices { try say(notice.sentence) }
      value = try await work(self, store)
      // This comes after the work, which may itself read the record.
      if await store.recordLoss(in: invocation.markedJournal) { try say(ActivityEndCheck.cutSentence) }
    } catch {
      // The person needs the error of the work itself, not that of closing.
      do throws(StoreProblem) { try store.close() } catch { store.lock() }
      throw error
    }
    try storing { () throws(StoreProblem) in try store.close() }
    return value
  }

  private func open() async throws(ErrorReport) -> LocalStore? {
    let place: StorePlace
    let command: [String]?
    switch StoreRule(environment, invocation.settings, invocation.paths) {
    case .sandbox:
      try say("The sandbox keeps nothing on disk.")
      return nil
    case .separateSandbox(let place):
      guard try kind(place) != nil else {
        try say("A sandbox keeps nothing on disk without key_command under [store] in config.toml.")
        return nil
      }
      throw ErrorReport(.unavailable(.opensWithKeyCommand))
    case .passphrase(let own): (place, command) = (own, nil)
    case .keyCommand(let own, let words): (place, command) = (own, words)
    }
    switch (try kind(place), command) {
    case (nil, _):
      try say("Nothing is kept for this profile and operator yet.")
      return nil
    case (.passphrase, nil): return try await askForPassphrase(place)
    case (.key, let words?): return try await open(place, printedBy: words)
    case (.passphrase, _): throw ErrorReport(.unavailable(.opensWithPassphrase))
    case (.key, nil): throw ErrorReport(.unavailable(.opensWithKeyCommand))
    }
  }

  /// Whether something is kept for this profile and operator.
  func exists() throws(ErrorReport) -> Bool {
    switch StoreRule(environment, invocation.settings, invocation.paths) {
    case .sandbox: false
    case .separateSandbox(let place), .passphrase(let place), .keyCommand(let place, _): try kind(place) != nil
    }
  }

  private func kind(_ place: StorePlace) throws(ErrorReport) -> UnlockKind? {
    try storing { () throws(StoreProblem) in try LocalStore.unlockKind(of: place) }
  }

  private func open(_ place: StorePlace, printedBy words: [String]) async throws(ErrorReport) -> LocalStore {
    var printed: [UInt8]
    do throws(StoreKey.Problem) {
      printed = try await StoreKey.printed(by: words, environment: invocation.host.environment)
    } catch {
      throw Task.isCancelled ? .interrupted : .failed(error.sentence)
    }
    do throws(StoreProblem) {
      let secret = try UnlockSecret.printed(&printed)
      return try open(place, with: secret)
    } catch {
      guard error == .wrongPassphrase else { throw ErrorReport(error) }
      throw .failed("The output of key_command under [store] does not open the local store.")
    }
  }

  /// Releases the secret's memory, whatever the result.
  private func open(_ place: StorePlace, with secret: UnlockSecret) throws(StoreProblem) -> LocalStore {
    defer { secret.wipe() }
    return try LocalStore.open(
      place, with: secret, terminal: terminalName(), options: StoreOptions(invocation.host, invocation.policy))
  }

  // MARK: - Passphrase

  /// After a wrong passphrase comes a growing wait, during which typing is hidden and does not count.
  private func askForPassphrase(_ place: StorePlace) async throws(ErrorReport) -> LocalStore {
    guard console.canAsk else {
      throw .usage(
        "There is no terminal to ask for the local store's passphrase: run this in a terminal; without one, only a store "
          + "that was made with `[store] key_command` opens.")
    }
    defer { console.input.showTyping() }
    let policy = UnlockPolicy()
    var failures = 0
    while true {
      guard var typed = try console.askPassphrase("Passphrase of the local store: "), !typed.isEmpty else {
        throw .failed("No passphrase was given.")
      }
      do throws(StoreProblem) {
        return try open(place, with: try .typed(&typed))
      } catch {
        guard error == .wrongPassphrase else { throw ErrorReport(error) }
        failures += 1
        guard case .wait(let seconds) = policy.step(after: failures) else { throw ErrorReport(error) }
        let left = policy.tries - failures
        try console.say(
          "That passphrase does not open the store; \(left == 1 ? "1 try is" : "\(left) tries are") left. Wait \(seconds) s."
        )
        await invocation.host.pause(seconds)
        if Task.isCancelled { throw .interrupted }
      }
    }
  }

  nonisolated func say(_ sentence: String) throws(ErrorReport) {
    try invocation.console.say("casedesk: " + Sanitiser.visible(sentence))
  }
}

/// Runs a call of the store and turns its error into a report.
func storing<Value>(_ work: () throws(StoreProblem) -> Value) throws(ErrorReport) -> Value {
  do {
    return try work()
  } catch {
    throw ErrorReport(error)
  }
}

extension ErrorReport {
  init(_ problem: StoreProblem) { self = .failed(problem.sentence) }
}

/// "pts/3"; empty where standard input is no terminal.
func terminalName() -> String {
  guard let name = ttyname(STDIN_FILENO) else { return "" }
  let path = String(cString: name)
  return path.utf8.starts(with: "/dev/".utf8) ? String(Substring(path.utf8.dropFirst(5))) : path
}
