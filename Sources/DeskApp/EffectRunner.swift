import Care360
import CaseStore
import Desk

/// Does what view models ask for and posts the result back. Work is counted before it starts, so that a test knows
/// without waiting when nothing is under way; timers are not work.
@MainActor
final class EffectRunner {
  private let clock: AppClock
  private let post: @MainActor (Event) -> Void
  private let onIdle: @MainActor () -> Void
  private let keeper: StoreKeeper
  private let forms: FormFiles
  /// The last thing asked of the store: each waits for the one before.
  private var storeTail: Task<Void, Never>?
  private var recordProblem: String?
  private var client = ClientState.starting(waiting: [])
  private var reads: [Int: [Task<Void, Never>]] = [:]
  private var writes: [Int: Task<Void, Never>] = [:]
  private var timers: [Task<Void, Never>] = []
  private(set) var running = 0

  init(
    clock: AppClock, store: StorePlan, forms: FormFiles, post: @escaping @MainActor (Event) -> Void,
    onIdle: @escaping @MainActor () -> Void
  ) {
    self.clock = clock
    keeper = StoreKeeper(store, now: clock.now)
    self.forms = forms
    self.post = post
    self.onIdle = onIdle
  }

  /// Looks what the store needs; the answer is an event.
  func openStore() {
    store { [await $0.start()] }
  }

  /// Waits for what the store was asked for, then closes it.
  /// - Parameter isOrderly: the person quit; otherwise the next start offers to go on with the drafts.
  func endStore(isOrderly: Bool) async {
    await storeTail?.value
    await keeper.end(isOrderly: isOrderly)
  }

  /// Whether there is a client, and what was asked for before that was known.
  private enum ClientState {
    case starting(waiting: [Effect])
    case ready(Backend)
    /// There will be none; the sentence says why.
    case failed(String)
  }

  func connect(_ make: @escaping @Sendable () async throws(BackendProblem) -> Backend) {
    running += 1
    Task {
      let result = await outcome { () async throws(BackendProblem) in try await make() }
      running -= 1
      started(result)
      if running == 0 { onIdle() }
    }
  }

  /// Runs, or answers, what has waited.
  private func started(_ result: Result<Backend, BackendProblem>) {
    var waited: [Effect] = []
    if case .starting(let waiting) = client { waited = waiting }
    switch result {
    case .success(let backend):
      client = .ready(backend)
      for effect in waited { run(effect) }
      post(
        .started(
          suggestions: backend.suggestions.map { .init(identifier: $0.identifier, name: $0.name, note: $0.note) },
          products: backend.products.map { .init(id: $0.id, name: $0.name) }))
    case .failure(let problem):
      client = .failed(problem.sentence)
      post(.startFailed(problem.sentence))
      for effect in waited { run(effect) }
    }
  }

  /// Stops reads and timers. A write that is under way is left to its record: it is listed as unsettled next time.
  func stop() {
    for task in reads.values.joined() { task.cancel() }
    for task in timers { task.cancel() }
    for task in writes.values { task.cancel() }
  }

  /// Effects of the terminal are not run here.
  func run(_ effect: Effect) {
    if runWithoutBackend(effect) { return }
    switch client {
    case .starting(let waiting): client = .starting(waiting: waiting + [effect])
    case .failed(let sentence): if let answer = effect.answer(withoutClient: sentence) { post(answer) }
    case .ready(let backend): run(effect, with: backend)
    }
  }

  private func run(_ effect: Effect, with backend: Backend) {
    let client = backend.client
    switch effect {
    case .findLatestCase(let customer, let generation):
      read(generation) {
        .latestCaseIDArrived(
          await outcome { () async throws(Care360Error) in try await client.latestCaseID(for: customer) },
          generation: generation)
      }
    case .fetchCase(let query, let generation):
      read(generation) {
        .detailArrived(
          await outcome { () async throws(Care360Error) in try await client.caseDetail(query) }, generation: generation)
      }
    case .fetchBundles(let generation):
      read(generation) {
        .bundlesArrived(
          await outcome { () async throws(Care360Error) in try await client.bundles() }, generation: generation)
      }
    case .cancelRequests(let before):
      for generation in reads.keys where generation < before {
        for task in reads.removeValue(forKey: generation) ?? [] { task.cancel() }
      }
    case .requestRefillLink, .changeBundle, .addProducts: write(effect, client)
    case .cancelWrite(let number): writes[number]?.cancel()
    case .rereadCase(let id, let number, let attempt, let seconds):
      later(seconds) { runner in
        runner.work {
          let result = await outcome { () async throws(Care360Error) in try await client.caseDetail(.id(id)) }
          return .rereadArrived(result, write: number, attempt: attempt)
        }
      }
    case .listUnsettled:
      work {
        .unsettledListed(await outcome { () async throws(JournalProblem) in try await client.unsettledWrites() })
      }
    case .settle(let id, let how): settle(id, how == .done ? .happened : .didNotHappen, backend)
    case .settleAsSeen(let id): settle(id, .seen, backend)
    case .replaceToken, .checkToken, .renewToken, .reloadCredentials, .forgetCredentials: credentials(effect, backend)
    case .recordView(let id, let isFromCache): record(.viewed(isFromCache ? .shownFromCache : .shown), id, backend)
    case .recordForgotten(let id): record(.forgotten, id, backend)
    case .listActivity:
      work {
        .activityListed(
          await outcome { () async throws(JournalProblem) in try await backend.activity(nil) }
            .map(ActivityEntry.entries(of:)))
      }
    case .listCaseActivity(let id): listActivity(of: id, backend)
    default: break
    }
  }

  /// Timers, and what the store does, wait for no client; false for everything else.
  private func runWithoutBackend(_ effect: Effect) -> Bool {
    switch effect {
    case .startMaskTimer(let seconds): later(seconds) { $0.post(.maskTimerFired) }
    case .startAutosaveTimer(let seconds): later(seconds) { $0.post(.autosaveTimerFired) }
    case .startRetryTimer(let seconds): later(seconds) { $0.post(.retryTimerFired) }
    case .startQuitTimer(let seconds): later(seconds) { $0.post(.quitTimerFired) }
    case .startLockTimer(let seconds, let timer): later(seconds) { $0.post(.lockTimerFired(timer: timer)) }
    case .openStore, .createStore, .declineStore, .changePassphrase, .setPIN, .cacheCase, .forgetCase, .keepLink,
      .saveDraft, .deleteDraft, .claimDraft, .takeOverDraft, .checkDrafts, .wipeKey, .unlock:
      store { await $0.perform(effect) }
    case .formFile(let request):
      let forms = forms
      work { .formFile(await Task.detached { forms.answer(request) }.value) }
    default: return false
    }
    return true
  }

  private func store(_ body: @escaping @Sendable (StoreKeeper) async -> [Event]) {
    running += 1
    let before = storeTail
    storeTail = Task { [keeper] in
      await before?.value
      let events = await body(keeper)
      running -= 1
      for event in events { post(event) }
      if running == 0 { onIdle() }
    }
  }

  /// A record that cannot be written is said as long as that lasts.
  private func record(_ event: ActivityNote.Event, _ id: CaseID, _ backend: Backend) {
    running += 1
    Task {
      let result = await outcome { () async throws(JournalProblem) in try await backend.record(event, id) }
      let problem: String? = if case .failure(let problem) = result { problem.sentence } else { nil }
      running -= 1
      if problem != recordProblem { post(.activityUnavailable(problem)) }
      recordProblem = problem
      listActivity(of: id, backend)
    }
  }

  /// Something was recorded just now: what is in the file is not to be missing from it later.
  private func listActivity(of id: CaseID, _ backend: Backend) {
    store { keeper in
      await keeper.markActivity() == .cut ? [.storeFailed(ActivityEndCheck.cutSentence)] : []
    }
    work {
      .caseActivityListed(
        id,
        await outcome { () async throws(JournalProblem) in try await backend.activity(id) }
          .map(ActivityEntry.entries(of:)))
    }
  }

  private func settle(_ id: String, _ settlement: Settlement, _ backend: Backend) {
    work {
      .settled(
        await outcome { () async throws(JournalProblem) in
          try await backend.settle(id, settlement)
          return id
        })
    }
  }

  private func write(_ effect: Effect, _ client: Care360Client) {
    switch effect {
    case .requestRefillLink(let id, let product, let repeating, let number):
      writes[number] = work {
        let result = await outcome { () async throws(Care360Error) in
          try await client.requestRefillLink(for: id, product: product, consent: consent(repeating))
        }
        return .refillEnded(result, write: number)
      }
    case .changeBundle(let id, let bundle, let repeating, let number):
      writes[number] = work {
        let result = await outcome { () async throws(Care360Error) in
          try await client.changeBundle(of: id, to: bundle, consent: consent(repeating))
        }
        return .bundleChangeEnded(result, write: number)
      }
    case .addProducts(let id, let payload, let repeating, let number):
      writes[number] = work {
        let result = await outcome { () async throws(Care360Error) in
          try await client.addProducts(to: id, payload, consent: consent(repeating))
        }
        return .addProductsEnded(result, write: number)
      }
    default: break
    }
  }

  private func credentials(_ effect: Effect, _ backend: Backend) {
    switch effect {
    case .replaceToken(let text): replaceToken(text, backend)
    case .checkToken: work { .tokenChecked(await backend.token(readsAgain: false)) }
    case .renewToken: work { .tokenRenewed(await backend.token(readsAgain: true)) }
    case .reloadCredentials:
      work {
        let key = await backend.standing(.apiKey, true)
        let token = await backend.standing(.token, true)
        return .credentialsReloaded(token.forSession, found: key.lines(of: .apiKey) + token.lines(of: .token))
      }
    case .forgetCredentials: Task { await backend.forgetCredentials() }
    default: break
    }
  }

  private func replaceToken(_ text: String, _ backend: Backend) {
    let secret: Secret
    // The session lets nothing else through.
    do { secret = try Secret(validating: text.utf8) } catch { return }
    work {
      await backend.replaceToken(secret)
      return .tokenReplaced
    }
  }

  private func read(_ generation: Int, _ body: @escaping @MainActor () async -> Event) {
    reads[generation, default: []].append(work(body))
  }

  @discardableResult
  private func work(_ body: @escaping @MainActor () async -> Event) -> Task<Void, Never> {
    running += 1
    return Task {
      let event = await body()
      running -= 1
      post(event)
      if running == 0 { onIdle() }
    }
  }

  private func later(_ seconds: Int, _ body: @escaping @MainActor (EffectRunner) -> Void) {
    guard seconds > 0 else { return body(self) }
    timers.append(
      Task {
        do { try await clock.sleep(.seconds(seconds)) } catch { return }
        body(self)
      })
  }
}

/// The result of `body` as a value.
private func outcome<Value: Sendable, Failure: Error>(
  _ body: @Sendable () async throws(Failure) -> Value
) async -> Result<Value, Failure> {
  do throws(Failure) {
    return .success(try await body())
  } catch {
    return .failure(error)
  }
}

private func consent(_ repeating: Bool) -> RepeatConsent { repeating ? .historyWasShown : .none }
