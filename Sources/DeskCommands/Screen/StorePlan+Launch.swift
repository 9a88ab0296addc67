import Care360
import CaseStore
import Credentials
import DeskApp
import DeskConfig
import Glibc

/// Where this profile keeps recents and drafts. The sandbox keeps nothing; a loopback host is asked for no passphrase, so
/// it keeps something only under a key command.
func storePlan(_ launch: ScreenLaunch) -> StorePlan {
  let environment = launch.environment
  let store = launch.settings.store
  guard environment.kind != .sandbox else { return .sandbox }
  let isLoopback = environment.baseURL?.isLoopback ?? false
  let place = StorePlace(
    base: launch.paths.dataDirectory, profile: environment.profile, operatorID: environment.operatorName)
  let kind: StorePlan.Kind
  if let words = store.keyCommand {
    kind = .keyCommand(place) { [variables = launch.host.environment] () async throws(BackendProblem) -> [UInt8] in
      do throws(StoreKey.Problem) {
        return try await StoreKey.printed(by: words, environment: variables)
      } catch {
        throw BackendProblem(error.sentence)
      }
    }
  } else {
    kind = isLoopback ? .memory(reason: nil) : .passphrase(place)
  }
  return StorePlan(
    kind, idleLockMinutes: store.idleLockMinutes, asksForSecret: !isLoopback,
    retention: (days: store.retentionDays, count: store.retentionCount),
    options: StoreOptions(now: launch.host.now, listens: true), terminal: terminalName())
}

/// "pts/3"; empty where standard input is no terminal.
private func terminalName() -> String {
  guard let name = ttyname(STDIN_FILENO) else { return "" }
  let path = String(cString: name)
  return path.hasPrefix("/dev/") ? String(path.dropFirst(5)) : path
}
