import Care360
import CaseStore
import Credentials
import DeskApp
import DeskConfig
import TeamPlace
import TeamStore

/// The screen's plan for the place where recents and drafts are kept.
func storePlan(_ launch: ScreenLaunch) -> StorePlan {
  let store = launch.settings.store
  // The store holds names of patients, which this profile shows to named operators only.
  guard !launch.environment.isOperatorMissing else {
    return StorePlan(
      .memory(reason: "The local store stays closed: this profile needs a named operator."), idleLockMinutes: nil,
      asksForSecret: false)
  }
  let kind: StorePlan.Kind
  let asksForSecret = !launch.environment.isSeparateSandbox
  switch StoreRule(launch.environment, launch.settings, launch.paths) {
  case .sandbox: return .sandbox
  case .separateSandbox: kind = .memory(reason: nil)
  case .passphrase(let place): kind = .passphrase(place)
  case .keyCommand(let place, let words):
    kind = .keyCommand(place) { [variables = launch.host.environment] () async throws(BackendProblem) -> [UInt8] in
      do throws(StoreKey.Problem) {
        return try await StoreKey.printed(by: words, environment: variables)
      } catch {
        throw BackendProblem(error.sentence)
      }
    }
  }
  var plan = StorePlan(
    kind, idleLockMinutes: min(store.idleLockMinutes, launch.policy.idleLockMax ?? 15), asksForSecret: asksForSecret,
    retention: (days: store.retentionDays, count: store.retentionCount),
    options: StoreOptions(launch.host, launch.policy, listens: true), terminal: terminalName(),
    journal: launch.markedJournal)
  plan.team = launch.environment.teamStore.map { place in
    TeamPlan(
      place.database(login: launch.host.loginName), author: launch.environment.operatorName,
      session: String(UInt64.random(in: .min ... .max), radix: 16),
      leadAfter: launch.leadAfterHours.map { .seconds($0 * 3600) })
  }
  return plan
}
