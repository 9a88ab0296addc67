import CDeskSystem
import Care360HTTP
import Glibc
import PrivateIO
import Synchronization

/// The process that runs a command line.
package enum Program {
  /// Seals the process against debuggers and core files, installs the crash handler and forgets the variables that could
  /// lead the service's name to another host. Comes first, before any secret is read, on the main thread and before any
  /// other one. Ends the process when it cannot be sealed.
  package static func prepare() {
    reserveStandardDescriptors()
    guard cds_seal_process() == 0, cds_install_crash_handler() == 0 else {
      say("casedesk: The process cannot be sealed against debuggers and core files, so it will not read any secret.\n")
      exit(ExitCode.failed.rawValue)
    }
    // Fails only for a name that is empty or holds a "=".
    for name in ResolverVariables.names { unsetenv(name) }
    // The C library would keep a pool of memory for each of many threads, and each as large as it ever was.
    cds_limit_memory_pools(2)
    // Every file made in this process is for this user alone.
    umask(0o077)
    // A closed pipe or socket is an error where it is written to, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
  }

  /// A file or socket of this program must never get the number of a closed standard stream. The placeholder fails when
  /// the stream would be used: it can be neither read nor written.
  private static func reserveStandardDescriptors() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Runs the command line of this process and ends it, on its first thread.
  package static func run() -> Never { MainLoop.run { await runCommandLine() } }

  @MainActor private static func runCommandLine() async -> Never {
    let account = getpwuid(getuid())?.pointee
    if let problem = UnreadableText.problem(home: account?.pw_dir) {
      say("casedesk: \(problem)\n")
      exit(ExitCode.usage.rawValue)
    }
    let interruption = Interruption()
    let words = Array(CommandLine.arguments.dropFirst())
    let tool = CommandLineTool(arguments: words, host: host(account, interruption))
    let work = Task.immediate { await tool.run() }
    interruption.cancels(work)
    exit(await work.value.rawValue)
  }

  private static func host(_ account: passwd?, _ interruption: Interruption) -> Host {
    var host = Host(
      environment: ProcessEnvironment.variables,
      home: (account?.pw_dir).map { String(cString: $0) },
      loginName: (account?.pw_name).map { String(cString: $0) } ?? "uid \(getuid())",
      console: Console(
        input: DescriptorInput(STDIN_FILENO, interruption: interruption.wakeDescriptor),
        output: DescriptorOutput(descriptor: STDOUT_FILENO), talk: DescriptorOutput(descriptor: STDERR_FILENO),
        isInputTerminal: isatty(STDIN_FILENO) == 1, isOutputTerminal: isatty(STDOUT_FILENO) == 1,
        isTalkTerminal: isatty(STDERR_FILENO) == 1, outputColumns: columns(of: STDOUT_FILENO)),
      concealArgument: { cds_overwrite_argument(Int32($0 + 1)) },
      watchSignals: { interruption.watch([SIGINT, SIGTERM, SIGHUP]) },
      receivedSignal: { interruption.received })
    host.startAnew = startAnew
    return host
  }

  /// 80 when the terminal does not give a width.
  private static func columns(of descriptor: Int32) -> Int {
    var window = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else { return 80 }
    return Int(window.ws_col)
  }

  /// `prepare` seals the new run before it reads a secret, as it did this one.
  private static func startAnew(_ words: [String]) {
    // Keys that were meant for the old screen must not reach the new one.
    tcflush(STDIN_FILENO, TCIFLUSH)
    var arguments = words.map { strdup($0) } + [nil]
    _ = cds_start_anew(&arguments)
    for argument in arguments { free(argument) }
  }

  private static func say(_ text: String) {
    do {
      try DescriptorOutput(descriptor: STDERR_FILENO).write(text)
    } catch {
      // Without standard error, the exit code alone must do.
    }
  }
}
