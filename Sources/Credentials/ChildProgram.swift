import Glibc
import PrivateIO

/// A started program whose standard output alone is read. It runs in its own session: it cannot reach the terminal, and
/// the processes that it starts are killed with it. Only a process that begins another session or process group
/// survives, because no kill of a group reaches it.
struct ChildProgram {
  enum Ending: Hashable {
    case exited(Int32)
    case signalled(Int32)
    case outOfTime
    /// Nobody waits for it any more.
    case abandoned
    case tooMuch
    case unreadable
  }

  /// `POSIX_SPAWN_SETSID` of glibc, which its header shows to GNU sources only.
  private static let ownSession: Int32 = 0x80
  /// Descriptors below this are closed in the child. Above the limit of open files closing would be an error.
  private static var closedDescriptors: Int32 {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 256 }
    return Int32(max(4, min(limit.rlim_cur, 4096)))
  }

  private let process: pid_t
  private let output: Int32

  init(_ words: [String], environment: [String], _ place: String) throws(OriginProblem) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw OriginProblem("\(place) could not be started: no pipe.") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // Closes everything that a library left open without close-on-exec. Closing a closed descriptor is no error here.
    for descriptor in 3..<Self.closedDescriptors { posix_spawn_file_actions_addclose(&actions, descriptor) }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | Self.ownSession
    posix_spawnattr_setflags(&attributes, Int16(flags))

    var started = pid_t()
    let program = words.first ?? ""
    var status: Int32 = 0
    for _ in 0..<50 {
      status = Self.withCStrings(words) { words in
        Self.withCStrings(environment) { environment in
          posix_spawnp(&started, program, &actions, &attributes, words, environment)
        }
      }
      guard status == ETXTBSY else { break }
      // Somebody has the file open for writing, usually for an instant; the kernel does not tell when that ends.
      usleep(20_000)
    }
    close(ends[1])
    guard status == 0 else {
      close(ends[0])
      let why = status == ENOENT ? "there is no such program" : "this user cannot run it"
      throw OriginProblem("\(place) could not be started: \(why).")
    }
    process = started
    output = ends[0]
    _ = fcntl(output, F_SETFL, O_NONBLOCK)
  }

  /// Reads until the program has ended, and kills it at `limit`, past `largestOutput` bytes or when `isAbandoned` says so.
  ///
  /// - Parameter output: empty unless the program exited by itself. No copy of it is left in memory that was freed.
  func finish(
    limit: Duration, largestOutput: Int, isAbandoned: () -> Bool, _ output: inout [UInt8]
  ) -> Ending {
    defer { close(self.output) }
    // The array never grows after this, because growing would leave its bytes behind.
    output.reserveCapacity(largestOutput + 1)
    let ending = finish(ContinuousClock.now + limit, largestOutput, isAbandoned, &output)
    if case .exited = ending { return ending }
    output.overwrite()
    output = []
    return ending
  }

  private func finish(
    _ deadline: ContinuousClock.Instant, _ largestOutput: Int, _ isAbandoned: () -> Bool, _ collected: inout [UInt8]
  ) -> Ending {
    var isOpen = true
    while true {
      var status: Int32 = 0
      let ended = waitpid(process, &status, WNOHANG) == process
      if isOpen {
        do throws(IOFailure) {
          switch try Descriptor(output).take(into: &collected, upTo: largestOutput + 1) {
          case .nothingYet: break
          case .end: isOpen = false
          case .limit: return ended ? .tooMuch : stop(.tooMuch)
          }
        } catch {
          return ended ? .unreadable : stop(.unreadable)
        }
      }
      if ended { return Self.ending(status) }
      guard ContinuousClock.now < deadline else { return stop(.outOfTime) }
      guard !isAbandoned() else { return stop(.abandoned) }
      // The wait is bounded, because a program that keeps its output open or closed it early wakes nobody when it ends.
      var watched = pollfd(fd: isOpen ? output : -1, events: Int16(POLLIN), revents: 0)
      poll(&watched, 1, 20)
    }
  }

  private func stop(_ ending: Ending) -> Ending {
    kill(-process, SIGKILL)
    kill(process, SIGKILL)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return ending
  }

  private static func ending(_ status: Int32) -> Ending {
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }

  /// Calls `body` with a null-terminated array of C strings.
  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = texts.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
  }
}
