import DeskConfig

/// The thing outside this program that a command works with.
enum CommandReach: Hashable, Sendable {
  case nothing
  /// The service.
  case service
  /// The local store, which the command opens itself.
  case store
  /// The command changes the record of writes.
  case record
}

/// The site policy's rule for the command line. The embedded sandbox and reading the record of actions are always
/// allowed.
enum CommandLineRule {
  static func judge(_ reach: CommandReach, _ invocation: Invocation) async throws(ErrorReport) {
    guard reach != .nothing, invocation.policy.commandLine != .on else { return }
    // One record serves every profile.
    if reach != .record, try Environment(invocation).kind == .sandbox { return }
    switch invocation.policy.commandLine {
    case .on: return
    case .off: throw .failed("The site policy turns this command off: use the screen.")
    case .unlock:
      guard reach == .service else { return }
      let isOpen = try await StoreAccess(invocation).run { _, _ in true }
      guard isOpen == true else {
        throw .failed(
          "By the site policy, the local store must be opened first, and there is none yet: start the screen once.")
      }
    }
  }

  /// The line-by-line mode over a pipe is a command line by another name.
  static func judgeLines(_ invocation: Invocation) throws(ErrorReport) {
    guard invocation.policy.commandLine != .on, !invocation.console.isInputTerminal else { return }
    guard try Environment(invocation).kind != .sandbox else { return }
    throw .failed("The site policy turns the command line off: --accessible needs a terminal for its input.")
  }
}
