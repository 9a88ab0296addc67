import ArgumentParser
package import CaseStore
import DeskConfig
package import FoundationEssentials
import Glibc
package import PrivateIO
import Terminal
import DeskApp

/// Everything outside the program that a command line touches.
package struct Host: Sendable {
  package var environment: [String: String]
  /// Home folder and login name of the uid, not of the environment.
  package var home: String?
  package var loginName: String
  package var console: Console
  /// Overwrites the argument at this index of the arguments (0 is the first after the program's name) in the process list.
  package var concealArgument: @Sendable (Int) -> Void
  /// Makes signals cancel the command's task instead of ending the process.
  package var watchSignals: @Sendable () -> Void
  /// The signal that came, if one did.
  package var receivedSignal: @Sendable () -> Int32?
  /// Replaces this process by a new run of the program with these words; returns only where that does not work.
  package var startAnew: @Sendable ([String]) -> Void = { _ in }
  package var now: @Sendable () -> Date
  package var makeID: @Sendable () -> String
  /// The path of the site policy; only tests use a different one.
  package var policyFile = standardPolicyFile
  /// Seconds for a read in total where the profile sets none; nil: the transport's own. More in tests, which run on machines
  /// that are busy with other tests.
  package var readSeconds: Int?
  /// The longest that a write waits for the team's store; more in tests, for the same reason.
  package var teamPatience = TeamWrites.patience
  /// The socket of the machine's syslog service; only tests use a different one.
  package var syslogSocket = "/dev/log"
  /// The folder that precedes `/proc` and `/sys` in doctor's checks; only tests set it.
  package var systemRoot = ""
  /// The kind of file system that a path lies on.
  package var fileSystem: @Sendable (String) -> FileSystemKind = { FileSystemKind(of: $0) }
  /// The library that the system loaded with the program.
  package var sqliteVersion: @Sendable () -> SQLiteVersion = { .loaded }
  /// User ids and names here are not the machine's.
  package var hasForeignIDs = UserNamespace.isForeign
  /// Waits for so many seconds, or until the task is cancelled.
  package var pause: @Sendable (Int) async -> Void

  package static let standardPolicyFile = SitePolicy.path

  package init(
    environment: [String: String], home: String?, loginName: String, console: Console,
    concealArgument: @escaping @Sendable (Int) -> Void = { _ in }, watchSignals: @escaping @Sendable () -> Void = {},
    receivedSignal: @escaping @Sendable () -> Int32? = { nil }, now: @escaping @Sendable () -> Date = { Date() },
    makeID: @escaping @Sendable () -> String = { UUID().uuidString.lowercased() },
    pause: @escaping @Sendable (Int) async -> Void = { seconds in
      do {
        // A pause that the service or a wrong passphrase requires; tests use a different one.
        try await Task.sleep(for: .seconds(seconds))
      } catch {
        // The wait was cancelled; the caller checks for that.
      }
    }
  ) {
    self.environment = environment
    self.home = home
    self.loginName = loginName
    self.console = console
    self.concealArgument = concealArgument
    self.watchSignals = watchSignals
    self.receivedSignal = receivedSignal
    self.now = now
    self.makeID = makeID
    self.pause = pause
  }
}

/// One command line, from its words to its exit code.
package struct CommandLineTool: Sendable {
  /// Without the program's name.
  let arguments: [String]
  let host: Host

  package init(arguments: [String], host: Host) {
    // After a `=` a shell leaves `~` as it is.
    self.arguments = arguments.map { argument in
      guard argument.hasPrefix("--"), let home = host.environment["HOME"] ?? host.home,
        let equals = argument.utf8.firstIndex(of: UInt8(ascii: "=")),
        let path = String(argument[argument.utf8.index(after: equals)...]).pathBelowHome
      else { return argument }
      return String(argument[...equals]) + home + path
    }
    self.host = host
  }

  /// Cancelling the task that runs this is what a signal does: a write that was sent ends as "outcome unknown", all else
  /// as 128 + signal (SIGINT where the host names none).
  ///
  /// The screen's first frame is drawn before this is suspended for the first time: on the caller's thread, without waiting
  /// for another one.
  package nonisolated(nonsending) func run() async -> ExitCode {
    do {
      return try await perform()
    } catch {
      return report(error, asJSON: wantsJSON)
    }
  }

  private nonisolated(nonsending) func perform() async throws(ErrorReport) -> ExitCode {
    if let globals = Globals.plain(arguments) {
      if let problem = host.sqliteVersion().problem { throw .failed(problem) }
      return try await screen(globals)
    }
    var command: any ParsableCommand
    do {
      command = try Root.parseAsRoot(arguments)
    } catch {
      return try ended(by: error)
    }
    for word in (command as? any DeskCommand)?.concealed ?? [] { conceal(word) }
    if let problem = host.sqliteVersion().problem,
      (command as? any DeskCommand).map({ type(of: $0).takesProblems }) != true
    {
      throw .failed(problem)
    }
    if let root = command as? Root { return try await screen(root.globals.values) }
    guard let desk = command as? any DeskCommand else {
      // Help and the like, which ArgumentParser does by itself.
      if let sentence = WrongWords(arguments: arguments).sentenceAboutHelp { throw .usage(sentence) }
      do {
        try command.run()
        return .done
      } catch {
        return try ended(by: error)
      }
    }
    host.watchSignals()
    return try await perform(desk)
  }

  private func show(_ result: OutputJSON, _ lines: [String], asJSON: Bool) throws(ErrorReport) {
    try host.console.output.write(
      asJSON ? OutputJSON.success(result).text + "\n" : lines.map { Sanitiser.visible($0) + "\n" }.joined())
  }

  private func perform(_ command: any DeskCommand) async throws(ErrorReport) -> ExitCode {
    var copy: RecordCopy?
    do throws(ErrorReport) {
      let code = try await perform(command, &copy)
      await copy?.finish()
      return code
    } catch {
      await copy?.finish()
      throw error
    }
  }

  /// - Parameter copy: what the caller has to finish, however the command ends.
  private func perform(_ command: any DeskCommand, _ copy: inout RecordCopy?) async throws(ErrorReport) -> ExitCode {
    let log = try EventLog(file: command.globals.logFile, level: command.globals.logLevel, now: host.now)
    let words = type(of: command).words
    log.write(.debug, "command=\(words) began")
    do throws(ErrorReport) {
      let invocation = try Invocation(command.globals, host, takesProblems: type(of: command).takesProblems)
      copy = invocation.recordCopy
      try await CommandLineRule.judge(type(of: command).reach, invocation)
      try PurposeRule.judge(command, invocation)
      switch try await command.perform(in: invocation) {
      case .printed(let code):
        log.write(.info, "command=\(words) exit=\(code.rawValue)")
        return code
      case .cutShort(let end, let code):
        try host.console.say("casedesk: " + Sanitiser.visibleLines(end.message))
        let code = end.isInterruption || code == .done ? exitCode(end) : code
        log.write(.error, "command=\(words) exit=\(code.rawValue) kind=\(end.kind)")
        return code
      case .result(let result, let lines):
        try show(result, lines, asJSON: command.globals.json)
        log.write(.info, "command=\(words) exit=0")
        return .done
      case .written(let result, let lines):
        do throws(ErrorReport) {
          try show(result, lines, asJSON: command.globals.json)
        } catch {
          throw .failed(
            "It WAS done, but the output cannot be written. Do not repeat it: `casedesk activity` lists it.")
        }
        log.write(.info, "command=\(words) exit=0")
        return .done
      case .faulty(let result, let lines, let report):
        try host.console.output.write(
          command.globals.json
            ? OutputJSON.object([("ok", .bool(false)), ("result", result), ("error", report.json)]).text + "\n"
            : lines.map { Sanitiser.visible($0) + "\n" }.joined())
        if !command.globals.json { try host.console.say("casedesk: " + Sanitiser.visible(report.message)) }
        log.write(.error, "command=\(words) exit=\(report.exitCode.rawValue) kind=\(report.kind)")
        return report.exitCode
      }
    } catch {
      let status = error.httpStatus.map { " httpStatus=\($0)" } ?? ""
      log.write(.error, "command=\(words) exit=\(exitCode(error).rawValue) kind=\(error.kind)\(status)")
      throw error
    }
  }

  private nonisolated(nonsending) func screen(_ globals: Globals) async throws(ErrorReport) -> ExitCode {
    guard ScreenLaunch.isAsked(globals, host) || (host.console.isInputTerminal && host.console.isOutputTerminal) else {
      throw .usage(
        "There is no terminal to draw on: run `casedesk` in a terminal, add --accessible, or name a command (casedesk --help)."
      )
    }
    let invocation = try Invocation(globals, host)
    guard FirstStart.isNeeded(invocation) else { return try await open(invocation) }
    switch try FirstStart(invocation).ask() {
    case .leave: return .done
    case .open(let globals): return try await open(try Invocation(globals, host))
    case .setUp:
      host.watchSignals()
      var setup = Setup()
      setup.globals = .holding(globals)
      return try await perform(setup)
    }
  }

  private nonisolated(nonsending) func open(_ invocation: Invocation) async throws(ErrorReport) -> ExitCode {
    let log = try EventLog(file: invocation.globals.logFile, level: invocation.globals.logLevel, now: host.now)
    try CommandLineRule.judgeLines(invocation)
    try PurposeRule.judge(nil, invocation)
    let launch = try ScreenLaunch(invocation)
    log.write(.info, "screen began environment=\(launch.environment.kind.rawValue)")
    let code: ExitCode
    switch await openScreen(launch) {
    case .ended(let ended): code = ended
    case .switched(let profile):
      await invocation.recordCopy?.finish()
      log.write(.info, "screen switched profile")
      host.startAnew(launch.words(opening: profile))
      try host.console.say(
        "casedesk: The program could not be restarted; `casedesk --profile NAME` opens the other profile.")
      code = .failed
    }
    await invocation.recordCopy?.finish()
    log.write(.info, "screen exit=\(code.rawValue)")
    return code
  }

  /// Help, version and completions are answers on standard output; everything else is wrong words.
  private func ended(by error: any Error) throws(ErrorReport) -> ExitCode {
    let (text, message) = (Root.fullMessage(for: error), Root.message(for: error))
    guard Root.exitCode(for: error).rawValue != 0 else {
      let key = text == Root.configuration.version ? "version" : "help"
      // A shell's questions for its completions also arrive here.
      let answer = text.hasPrefix("OVERVIEW: ") ? HelpText(text).text : text
      try host.console.print(wantsJSON ? OutputJSON.success(.object([(key, .string(answer))])).text : answer)
      return .done
    }
    let sentence = WrongWords(arguments: arguments).sentence(insteadOf: message)
    guard !wantsJSON else { throw .usage(sentence ?? message) }
    let full = HelpText.inWords(text.withoutPrefix("Error: "))
    throw .usage(sentence.map { $0 + full.withoutPrefix(message) } ?? full)
  }

  private func report(_ report: ErrorReport, asJSON: Bool) -> ExitCode {
    guard report != .closedPipe else { return report.exitCode }
    do throws(ErrorReport) {
      guard asJSON else { throw report }
      try host.console.print(OutputJSON.failure(report).text)
    } catch {
      do throws(ErrorReport) {
        try host.console.say("casedesk: " + Sanitiser.visibleLines(report.message))
      } catch {
        // The message has no reader any more; the exit code still tells the result.
      }
    }
    return exitCode(report)
  }

  private func exitCode(_ error: ErrorReport) -> ExitCode {
    error.isInterruption ? .signal(host.receivedSignal() ?? SIGINT) : error.exitCode
  }

  /// True when errors are to be JSON. Decided without the parser, because its own errors must be JSON too.
  private var wantsJSON: Bool { arguments.prefix { $0 != "--" }.contains("--json") }

  private func conceal(_ word: String) {
    guard word != "-" else { return }
    for (index, argument) in arguments.enumerated() where argument == word || argument.hasSuffix("=" + word) {
      host.concealArgument(index)
    }
  }
}

extension String {
  fileprivate func withoutPrefix(_ prefix: String) -> String {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
  }
}
