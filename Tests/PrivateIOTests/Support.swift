import Dispatch
import Foundation
import Glibc
import PrivateIO
import Synchronization
import TestSupport

/// A pipe with room for one page.
final class Pipe: Sendable {
  static let room = 4096
  /// `F_SETPIPE_SZ` of Linux, which its header shows to GNU sources only.
  private static let setSize: Int32 = 1031

  let output: Descriptor
  let input: Descriptor
  private let isInputOpen = Mutex(true)

  init(blocks: Bool) throws {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0, fcntl(ends[1], Self.setSize, Int32(Self.room)) == Int32(Self.room) else {
      throw CocoaError(.fileReadUnknown)
    }
    for end in ends where !blocks { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    output = Descriptor(ends[0])
    input = Descriptor(ends[1])
  }

  /// Some that were written are not read yet.
  var hasBytes: Bool {
    var state = pollfd(fd: output.number, events: Int16(POLLIN), revents: 0)
    return poll(&state, 1, 0) == 1
  }

  /// The end as a reader sees it.
  func closeInput() {
    isInputOpen.withLock { isOpen in
      if isOpen { input.close() }
      isOpen = false
    }
  }

  deinit {
    closeInput()
    output.close()
  }
}

/// Work on a thread of its own, seen from outside as the kernel sees it. The thread lasts as long as its Worker.
final class Worker: Sendable {
  private final class Shared: Sendable {
    let number = Atomic<Int32>(0)
    let thread = Atomic<UInt>(0)
    let outcome = Mutex<Result<[UInt8], IOFailure>?>(nil)
    let mayEnd = DispatchSemaphore(value: 0)
  }

  private let shared = Shared()

  init(_ work: @escaping @Sendable () throws(IOFailure) -> [UInt8]) {
    Thread.detachNewThread { [shared] in
      // The threads of Dispatch block every signal, and a new thread takes that over.
      var signals = sigset_t()
      sigemptyset(&signals)
      sigaddset(&signals, SIGURG)
      pthread_sigmask(SIG_UNBLOCK, &signals, nil)
      shared.thread.store(UInt(pthread_self()), ordering: .sequentiallyConsistent)
      shared.number.store(Self.ownNumber(), ordering: .sequentiallyConsistent)
      let result: Result<[UInt8], IOFailure>
      do throws(IOFailure) { result = .success(try work()) } catch { result = .failure(error) }
      shared.outcome.withLock { $0 = result }
      shared.mayEnd.wait()
    }
  }

  deinit { shared.mayEnd.signal() }

  private static func ownNumber() -> Int32 {
    var target = [UInt8](repeating: 0, count: 64)
    let length = readlink("/proc/thread-self", &target, target.count)
    let text = String(decoding: target.prefix(max(0, length)), as: UTF8.self)
    return text.split(separator: "/").last.flatMap { Int32($0) } ?? 0
  }

  var result: Result<[UInt8], IOFailure>? { shared.outcome.withLock { $0 } }
  var isDone: Bool { result != nil }

  /// The thread waits in the kernel.
  var isAsleep: Bool { file("stat").split(separator: ")").last?.split(separator: " ").first == "S" }

  /// Calls of read or write so far.
  func calls(_ kind: String) -> Int {
    let line = file("io").split(separator: "\n").first { $0.hasPrefix(kind + ": ") }
    return line?.split(separator: " ").last.flatMap { Int($0) } ?? 0
  }

  /// Sends the thread a signal and returns when it was taken.
  func interrupt() async -> Bool {
    guard let id = pthread_t(exactly: shared.thread.load(ordering: .sequentiallyConsistent)),
      pthread_kill(id, SIGURG) == 0
    else { return false }
    return await until { file("status").contains("SigPnd:\t0000000000000000") }
  }

  private func file(_ name: String) -> String {
    let id = shared.number.load(ordering: .sequentiallyConsistent)
    guard id != 0 else { return "" }
    do {
      return try String(contentsOfFile: "/proc/self/task/\(id)/\(name)", encoding: .utf8)
    } catch {
      return ""
    }
  }

  /// A signal that does not start calls again, so that they answer EINTR.
  static let signalsInterrupt: Bool = {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in }
    return sigaction(SIGURG, &action, nil) == 0
  }()
}
