import Care360
import CaseStore
import Desk

/// The record of what was done here: views noted, writes settled, lines listed.
@MainActor
final class RecordRunner {
  private let work: WorkCount
  private let store: StoreRunner
  private let team: TeamRunner
  private var problem: String?
  private var hasToldTeam = false
  private var watch: Task<Void, Never>?

  init(work: WorkCount, store: StoreRunner, team: TeamRunner) {
    self.work = work
    self.store = store
    self.team = team
  }

  /// Tells the desk what waits to be sent to the site's own record. This is no work: a desk that is told nothing is idle.
  func watch(_ backend: Backend) {
    guard let unsent = backend.unsent else { return }
    watch = Task { [work] in for await records in unsent { work.post(.record(.unsent(records))) } }
  }

  func stop() { watch?.cancel() }

  func run(_ effect: RecordEffect, _ backend: Backend) {
    switch effect {
    case .purpose(let word): backend.usePurpose(word)
    case .listUnsettled: listUnsettled(backend)
    case .settle(let id, let how): settle(id, how == .done ? .happened : .didNotHappen, backend)
    case .settleAsSeen(let id): settle(id, .seen, backend)
    case .view(let id, let isFromCache, let searched):
      note(.viewed(isFromCache ? .shownFromCache : .shown), id, searched: searched, backend)
    case .nobodyFound(let searched): note(.viewed(.notFound), nil, searched: searched, backend)
    case .readRefused(let id, let searched): note(.viewed(.refused), id, searched: searched, backend)
    case .disclosed(let what, let id): note(.disclosed(DisclosureDeed(what)), id, backend)
    case .forgotten(let id): note(.forgotten, id, backend)
    case .team(let act, let id): note(.team(TeamDeed(act), of: act.detail), id, backend)
    case .listed(let count): note(.listed(count), nil, backend)
    case .list:
      work.start {
        .record(
          .listed(
            await outcome { () async throws(JournalProblem) in try await backend.activity(nil) }
              .map(ActivityEntry.entries(of:))))
      }
    case .listOfCase(let id): list(id, backend)
    }
  }

  private func listUnsettled(_ backend: Backend) {
    let client = backend.client
    work.start { [weak self] in
      let found = await outcome { () async throws(JournalProblem) in try await client.unsettledWrites() }
      if case .success(let intents) = found { self?.tellTeam(of: intents, backend) }
      return .record(.unsettledListed(found))
    }
  }

  /// A run that was killed left its writes with the team as being sent: at the start of this one, colleagues are told that
  /// nobody knows how they ended, and the end of those that it knows.
  private func tellTeam(of intents: [WriteIntent], _ backend: Backend) {
    guard !hasToldTeam else { return }
    hasToldTeam = true
    for intent in intents { team.end(intent.id, isKnown: false) }
    team.keepWhatWasTaken {
      do throws(JournalProblem) {
        return Set(try await backend.activity(nil).compactMap(\.takenHandOver))
      } catch {
        // It stays listed, and what is taken twice is seen.
        return []
      }
    }
    team.endEarlierWrites { id, caseID in
      do throws(JournalProblem) {
        return try await backend.activity(caseID).contains { $0.id == id && $0.endsWrite }
      } catch {
        // The row stays, so that colleagues are rather warned too often.
        return false
      }
    }
  }

  /// Notes an event. While the record cannot be written, the desk shows that.
  private func note(
    _ event: ActivityNote.Event, _ id: CaseID?, searched: LookupIdentifier? = nil, _ backend: Backend
  ) {
    work.begin()
    Task {
      let result = await outcome { () async throws(JournalProblem) in try await backend.record(event, id, searched) }
      let problem: String? = if case .failure(let problem) = result { problem.sentence } else { nil }
      work.end()
      if problem != self.problem { work.post(.record(.unavailable(problem))) }
      self.problem = problem
      if let id { list(id, backend) } else { store.markActivity() }
    }
  }

  /// A line was just recorded, so the store marks how far the record reaches and the line cannot disappear unnoticed.
  private func list(_ id: CaseID, _ backend: Backend) {
    store.markActivity()
    work.start {
      .record(
        .caseListed(
          id,
          await outcome { () async throws(JournalProblem) in try await backend.activity(id) }
            .map(ActivityEntry.entries(of:))))
    }
  }

  private func settle(_ id: String, _ settlement: Settlement, _ backend: Backend) {
    team.end(id, isKnown: true)
    work.start {
      .record(
        .settled(
          await outcome { () async throws(JournalProblem) in
            try await backend.settle(id, settlement)
            return id
          }))
    }
  }
}

extension DisclosureDeed {
  fileprivate init(_ disclosure: Disclosure) {
    self =
      switch disclosure {
      case .revealed: .revealed
      case .copied: .copied
      case .drawn: .drawn
      case .exported: .exported
      case .recordRead: .recordRead
      }
  }
}

extension TeamDeed {
  fileprivate init(_ act: TeamAct) {
    self =
      switch act {
      case .tookOver: .claimTakenOver
      case .handedOver: .handedOver
      case .took: .handOverTaken
      case .tookBack: .handOverTakenBack
      case .finished: .followUpDone
      case .moved: .handOverMoved
      }
  }
}

extension TeamAct {
  /// The colleague or the hand-over.
  fileprivate var detail: String? {
    switch self {
    case .moved(let name): name
    case .took(let id), .tookBack(let id): id
    case .tookOver, .handedOver, .finished: nil
    }
  }
}
