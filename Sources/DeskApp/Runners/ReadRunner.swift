import Care360
import Desk

/// Reads of the service, by generation, so that those of an older one can be stopped.
@MainActor
final class ReadRunner {
  private let work: WorkCount
  private let timers: TimerRunner
  /// The page of the worklist that is under way.
  private var page: Task<Void, Never>?
  /// By generation.
  let reads = TasksUnderWay()

  init(work: WorkCount, timers: TimerRunner) {
    self.work = work
    self.timers = timers
  }

  func run(_ effect: ReadEffect, _ client: Care360Client) {
    switch effect {
    case .connect: client.connect()
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
    case .fetchProducts:
      work.start {
        .patient(
          .productsArrived(
            await outcome { () async throws(Care360Error) in try await client.organizationProducts() }))
      }
    case .checkPromo(let query):
      work.start {
        .patient(
          .promoArrived(
            query, await outcome { () async throws(Care360Error) in try await client.checkPromo(query) }))
      }
    case .fetchAttachmentLinks(let id, let generation):
      read(generation) {
        .attachmentLinksArrived(
          await outcome { () async throws(Care360Error) in try await client.attachmentLinks(of: id) },
          generation: generation)
      }
    case .fetchAppointments(let query):
      work.start {
        .patient(
          .appointmentsArrived(
            query, await outcome { () async throws(Care360Error) in try await client.appointments(query) }))
      }
    case .fetchCases(let query, let generation):
      page?.cancel()
      page = work.start {
        .worklist(
          .pageArrived(
            await outcome { () async throws(Care360Error) in try await client.cases(query) }, generation: generation))
      }
    case .cancelCases: page?.cancel()
    case .cancelRequests(let before): reads.stop { $0 < before }
    case .rereadCase(let id, let number, let attempt, let seconds):
      timers.later(seconds) { [work] in
        work.start {
          let result = await outcome { () async throws(Care360Error) in try await client.caseDetail(.id(id)) }
          return .writes(.rereadArrived(result, write: number, attempt: attempt))
        }
      }
    case .rereadNewest(let email, let number, let attempt, let seconds):
      timers.later(seconds) { [work] in
        work.start {
          let result = await outcome { () async throws(Care360Error) in
            try await client.caseDetail(.id(try await client.latestCaseID(for: .email(email))))
          }
          return .writes(.rereadArrived(result, write: number, attempt: attempt))
        }
      }
    case .checkUsers(let users, let aim, let seconds):
      timers.later(seconds) { [work] in
        work.start {
          let result = await outcome { () async throws(Care360Error) in try await Self.standings(users, client) }
          return .writes(.usersChecked(result, aim))
        }
      }
    }
  }

  private static func standings(
    _ users: [CustomerIdentifier], _ client: Care360Client
  ) async throws(Care360Error) -> [CustomerIdentifier: UserStanding] {
    var standings: [CustomerIdentifier: UserStanding] = [:]
    for user in users { standings[user] = try await client.checkUser(user) }
    return standings
  }

  func stop() {
    page?.cancel()
    reads.stop()
  }

  private func read(_ generation: Int, _ body: @escaping @MainActor () async -> PatientEvent) {
    reads.keep(generation) { ended in
      work.start {
        defer { ended() }
        return .patient(await body())
      }
    }
  }
}
