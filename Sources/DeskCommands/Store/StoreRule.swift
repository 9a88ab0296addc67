import Care360
import CaseStore
import DeskConfig

/// The place where a profile keeps recents and drafts, and the secret that opens it: one rule for screen and commands.
enum StoreRule: Sendable {
  /// Nothing is kept.
  case sandbox
  /// A sandbox in its own process: it asks for no passphrase, so nothing is kept. An earlier key command may have left
  /// a store.
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
