import Care360
import Desk

/// Does what view models ask for and posts the result back. Work is counted before it starts, so that a test knows
/// without waiting when nothing is under way; timers are not work.
@MainActor
final class EffectRunner {
  private let clock: AppClock
  private let post: @MainActor (Event) -> Void
  private let onIdle: @MainActor () -> Void
  private var backend: Backend?
  /// What was asked for before the client stood.
  private var waiting: [Effect] = []
  private var reads: [Int: [Task<Void, Never>]] = [:]
  private var writes: [Int: Task<Void, Never>] = [:]
  private var timers: [Task<Void, Never>] = []
  private(set) var running = 0

  init(clock: AppClock, post: @escaping @MainActor (Event) -> Void, onIdle: @escaping @MainActor () -> Void) {
    self.clock = clock
    self.post = post
    self.onIdle = onIdle
  }

  func connect(_ make: @escaping @Sendable () async throws(BackendProblem) -> Backend) {
    work { () async -> Event in
      do throws(BackendProblem) {
        let backend = try await make()
        self.connected(backend)
        return .started(
          suggestions: backend.suggestions.map { .init(identifier: $0.identifier, name: $0.name, note: $0.note) },
          products: backend.products.map { .init(id: $0.id, name: $0.name) })
      } catch {
        return .startFailed(error.sentence)
      }
    }
  }

  private func connected(_ backend: Backend) {
    self.backend = backend
    let effects = waiting
    waiting = []
    for effect in effects { run(effect) }
  }

  /// Stops reads and timers. A write that is under way is left to its record: it is listed as unsettled next time.
  func stop() {
    for task in reads.values.joined() { task.cancel() }
    for task in timers { task.cancel() }
    for task in writes.values { task.cancel() }
  }

  /// Effects of the terminal are not run here; false for those.
  func run(_ effect: Effect) {
    guard let backend else {
      waiting.append(effect)
      return
    }
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
    case .settle(let id, let how):
      work {
        .settled(
          await outcome { () async throws(JournalProblem) in
            try await backend.settle(id, how)
            return id
          })
      }
    case .replaceToken(let text): replaceToken(text, backend)
    case .startMaskTimer(let seconds): later(seconds) { $0.post(.maskTimerFired) }
    case .openStore, .createStore, .declineStore, .changePassphrase, .setPIN, .cacheCase, .forgetCase, .keepLink,
      .saveDraft, .deleteDraft, .takeOverDraft, .startAutosaveTimer, .startRetryTimer, .startQuitTimer, .startLockTimer,
      .wipeKey, .unlock, .recordView, .listActivity:
      withoutStore(effect)
    case .copy, .redraw, .suspend, .quit: break
    }
  }

  /// Where there is no store nothing answers: the session shows nothing as saved then.
  private func withoutStore(_ effect: Effect) {}

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
