import DeskConfig

/// What a command works with outside this program.
enum CommandReach: Hashable, Sendable {
  case nothing
  /// The service.
  case service
  /// The local store, which the command opens itself.
  case store
}

/// What the site policy allows of the command line. The embedded sandbox and the record of what was done are never
/// concerned.
enum CommandLineRule {
  static func judge(_ reach: CommandReach, _ invocation: Invocation) async throws(ErrorReport) {
    guard reach != .nothing, invocation.policy.commandLine != .on else { return }
    guard try Environment(invocation).kind != .sandbox else { return }
    switch invocation.policy.commandLine {
    case .on: return
    case .off: throw .failed("The site policy switches this command off: use the screen.")
    case .unlock:
      guard reach == .service else { return }
      let isOpen = try await StoreAccess(invocation).run { _ in true }
      guard isOpen == true else {
        throw .failed(
          "The site policy wants the local store opened first, and there is none yet: start the screen once.")
      }
    }
  }
}
