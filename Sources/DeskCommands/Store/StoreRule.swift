import Care360
import CaseStore
import DeskConfig

/// Where a profile keeps recents and drafts, and what opens that: one rule for the screen and the commands.
enum StoreRule: Sendable {
  /// Nothing is kept.
  case sandbox
  /// The sandbox as a process of its own: no passphrase is asked, so that nothing is kept. An earlier key command may have
  /// left a store.
  case separateSandbox(StorePlace)
  case passphrase(StorePlace)
  /// Program and arguments of what prints the key.
  case keyCommand(StorePlace, [String])

  init(_ environment: Environment, _ settings: Settings, _ paths: Paths) {
    guard environment.kind != .sandbox else {
      self = .sandbox
      return
    }
    let place = StorePlace(
      base: paths.dataDirectory, profile: environment.profile, operatorID: environment.operatorName)
    if let words = settings.store.keyCommand {
      self = .keyCommand(place, words)
    } else {
      self = environment.isSeparateSandbox ? .separateSandbox(place) : .passphrase(place)
    }
  }
}
