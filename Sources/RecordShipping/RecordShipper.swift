import Care360
package import CaseStore
package import FoundationEssentials
import Sealing
import Synchronization

/// Sends the lines of the record in the background, in their order, and moves the cursor behind what was sent.
///
/// Of several sessions that share a record one has the turn; the others wait for their own lines to be sent. Nothing of
/// it runs while no line waits.
package actor RecordShipper {
  /// The lines that could not be sent for longer than a moment.
  package struct Backlog: Hashable, Sendable {
    package let count: Int
    package let since: Date
    /// A sentence; nil while another session has the turn.
    package let problem: String?
  }

  private enum Outcome {
    case done
    case held(String?)
  }

  /// The pauses after a try that failed, each twice as long as the one before.
  private static let pauses = Duration.milliseconds(250)...Duration.seconds(10)
  /// Lines that are read at once.
  private static let most = 256

  /// The backlog as it changes; nil once it is empty. For one reader.
  package nonisolated let backlogs: AsyncStream<Backlog?>

  private let tell: AsyncStream<Backlog?>.Continuation
  private let journal: FileWriteJournal
  private let source: RecordSource
  private let receiver: any RecordReceiver
  private let key: @Sendable () async throws(ShippingProblem) -> RecordHash?
  private let now: @Sendable () -> Date
  private let moment: TimeInterval

  private let wasWoken = Atomic(false)

  private var hash: RecordHash?
  private var pump: Task<Void, Never>?
  private var isWanted = false
  /// The last try failed, and a pause is under way.
  private var isFailing = false
  /// The last try sent something.
  private var hasProgressed = false
  private var heldSince: Date?
  private var told: Backlog?
  private var enders: [AsyncStream<Void>.Continuation] = []

  /// - Parameters:
  ///   - journal: one of its own, so that a wait for the record's lock stops nobody else.
  ///   - key: makes the names of cases; gives nil where the site has no key. Tried again until it does not throw.
  ///   - moment: seconds for which lines may wait before anybody is told.
  package init(
    _ journal: FileWriteJournal, to receiver: any RecordReceiver, of source: RecordSource? = nil,
    key: @escaping @Sendable () async throws(ShippingProblem) -> RecordHash?,
    now: @escaping @Sendable () -> Date = { Date() }, moment: TimeInterval = 3
  ) {
    self.journal = journal
    self.receiver = receiver
    self.source = source ?? RecordSource(journal)
    self.key = key
    self.now = now
    self.moment = moment
    (backlogs, tell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// A line was appended.
  package nonisolated func wake() {
    wasWoken.store(true, ordering: .relaxed)
    Task { await start() }
  }

  /// Tries to send what waits, and tells what stays; nil for nothing.
  package func look() async -> Backlog? {
    guard case .held(let problem) = await ship() else { return nil }
    return await backlog(problem)
  }

  /// Waits until every line that this process appended is sent, or a try has failed, but no longer than `patience`. Nothing
  /// is sent afterwards.
  package func finish(within patience: Duration) async {
    guard wasWoken.load(ordering: .relaxed) else { return }
    guard !isFailing else {
      pump?.cancel()
      return
    }
    start()
    let (ends, end) = AsyncStream.makeStream(of: Void.self)
    enders.append(end)
    let alarm = Task {
      // It is cancelled as soon as the end has come.
      do { try await ContinuousClock().sleep(for: patience) } catch { return }
      end.finish()
    }
    for await _ in ends {}
    alarm.cancel()
    pump?.cancel()
  }

  private func start() {
    isWanted = true
    guard pump == nil else { return }
    pump = Task(priority: .utility) { await run() }
  }

  private func run() async {
    var pause = Self.pauses.lowerBound
    while !Task.isCancelled {
      isWanted = false
      switch await ship() {
      case .done:
        pause = Self.pauses.lowerBound
        isFailing = false
        heldSince = nil
        report(nil)
        guard !isWanted else { continue }
        pump = nil
        return finishWaiting()
      case .held(let problem):
        report(await backlog(problem))
        isFailing = problem != nil
        if hasProgressed { pause = Self.pauses.lowerBound }
        if isFailing { finishWaiting() }
        // The receiver is asked again and again, each time later; the end of the session ends the wait.
        do { try await ContinuousClock().sleep(for: pause) } catch { break }
        pause = min(pause * 2, Self.pauses.upperBound)
      }
    }
    pump = nil
    finishWaiting()
  }

  private func finishWaiting() {
    for end in enders { end.finish() }
    enders = []
  }

  private func backlog(_ problem: String?) async -> Backlog? {
    let since = heldSince ?? now()
    heldSince = since
    do throws(JournalProblem) {
      let count = try await journal.unsentCount()
      return count == 0 ? nil : Backlog(count: count, since: since, problem: problem)
    } catch {
      // The record itself cannot be read; whoever writes to it says so.
      return told
    }
  }

  private func report(_ backlog: Backlog?) {
    guard backlog != told else { return }
    if let backlog, now().timeIntervalSince(backlog.since) < moment { return }
    told = backlog
    tell.yield(backlog)
  }

  private func ship() async -> Outcome {
    do throws(JournalProblem) {
      guard try await !journal.unsent(atMost: 1).isEmpty else { return .done }
      guard try await journal.beginShipping() else { return .held(nil) }
    } catch {
      return .held(error.sentence)
    }
    let outcome = await shipWithTurn()
    await journal.endShipping()
    return outcome
  }

  private func shipWithTurn() async -> Outcome {
    hasProgressed = false
    do {
      let hash = try await siteHash()
      while !Task.isCancelled {
        let lines = try await journal.unsent(atMost: Self.most)
        guard !lines.isEmpty else { return .done }
        var rest = lines[...]
        while let last = rest.prefix(receiver.batch).last {
          try await receiver.send(
            rest.prefix(receiver.batch).map { line in try RecordMessage(line, of: source, hash).bytes })
          try await journal.noteSent(last)
          hasProgressed = true
          rest = rest.dropFirst(receiver.batch)
        }
      }
      return .held(nil)
    } catch let problem as ShippingProblem {
      return .held(problem.sentence)
    } catch let problem as JournalProblem {
      return .held(problem.sentence)
    } catch {
      return .held("There is no memory for the site's key.")
    }
  }

  private func siteHash() async throws(ShippingProblem) -> RecordHash? {
    if let hash { return hash }
    hash = try await key()
    return hash
  }
}
