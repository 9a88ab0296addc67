import DeskConfig

/// What a command works with outside this program.
enum CommandReach: Hashable, Sendable {
  case nothing
  /// The service.
  case service
  /// The local store, which the command opens itself.
  case store
  /// What stands in the record of writes is changed.
  case record
}

/// What the site policy allows of the command line. The embedded sandbox and reading the record of what was done are never
/// concerned.
enum CommandLineRule {
  static func judge(_ reach: CommandReach, _ invocation: Invocation) async throws(ErrorReport) {
    guard reach != .nothing, invocation.policy.commandLine != .on else { return }
    // One record serves every profile.
    if reach != .record, try Environment(invocation).kind == .sandbox { return }
    switch invocation.policy.commandLine {
    case .on: return
    case .off: throw .failed("The site policy switches this command off: use the screen.")
    case .unlock:
      guard reach == .service else { return }
      let isOpen = try await StoreAccess(invocation).run { _, _ in true }
      guard isOpen == true else {
        throw .failed(
          "The site policy wants the local store opened first, and there is none yet: start the screen once.")
      }
    }
  }

  /// The line-by-line mode over a pipe is a command line by another name.
  static func judgeLines(_ invocation: Invocation) throws(ErrorReport) {
    guard invocation.policy.commandLine != .on, !invocation.console.isInputTerminal else { return }
    guard try Environment(invocation).kind != .sandbox else { return }
    throw .failed("The site policy switches the command line off: --accessible needs a terminal to type at.")
  }
}
