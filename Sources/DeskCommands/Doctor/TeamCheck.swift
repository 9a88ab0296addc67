import TeamPlace
import TeamStore

/// The team's store as far as it can be looked at without the operator's key: the way to it, and its schema.
struct TeamCheck: Sendable {
  private let place: TeamPlace
  private let login: String

  init(_ place: TeamPlace, login: String) {
    self.place = place
    self.login = login
  }

  func check() async -> DoctorCheck {
    let database = place.database(login: login)
    let result: Result<Int64, TeamProblem>
    do throws(TeamProblem) {
      result = .success(try await TeamMigration(database).version())
    } catch {
      result = .failure(error)
    }
    await database.close()
    switch result {
    case .success(TeamSchema.version):
      return .fine("team's store", "\(place.text), schema \(TeamSchema.version)")
    case .success(let version):
      return .bad("team's store", (version < TeamSchema.version ? TeamProblem.olderSchema : .newerSchema).sentence)
    case .failure(let problem): return .bad("team's store", problem.sentence)
    }
  }
}
