import CDeskSystem
import Glibc
import Synchronization

/// Turns signals into the cancellation of the command that runs, and wakes it where it waits for a person.
final class Interruption: Sendable {
  private struct State {
    var work: Task<ExitCode, Never>?
    var signal: Int32?
  }

  private let state = Mutex(State())
  private let wakeEnds: (reading: Int32, writing: Int32)

  init() {
    var ends: [Int32] = [-1, -1]
    // Without a pipe a signal is noticed with the next key.
    wakeEnds = pipe(&ends) == 0 ? (ends[0], ends[1]) : (-1, -1)
    for end in ends where end >= 0 { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  /// Becomes readable with the first signal.
  var wakeDescriptor: Int32? { wakeEnds.reading < 0 ? nil : wakeEnds.reading }

  var received: Int32? { state.withLock { $0.signal } }

  func cancels(_ work: Task<ExitCode, Never>) {
    let isLate = state.withLock { state in
      state.work = work
      return state.signal != nil
    }
    if isLate { work.cancel() }
  }

  /// Catches `signals` from now on. They are read by a thread of its own, since the cooperative threads are few.
  func watch(_ signals: [Int32]) {
    let pipe = cds_open_signal_pipe()
    guard pipe >= 0 else { return }
    let listener = Unmanaged.passRetained(Listener(pipe: pipe) { [self] in arrived($0) })
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Listener>.fromOpaque(argument).takeRetainedValue().listen() }
        return nil
      }, listener.toOpaque())
    guard status == 0 else {
      listener.release()
      return
    }
    pthread_detach(thread)
    for signal in signals { _ = cds_catch_signal(signal) }
  }

  private func arrived(_ signal: Int32) {
    let work = state.withLock { state in
      if state.signal == nil { state.signal = signal }
      return state.work
    }
    work?.cancel()
    var byte: UInt8 = 1
    if wakeEnds.writing >= 0 { _ = write(wakeEnds.writing, &byte, 1) }
  }

  private final class Listener: Sendable {
    private let pipe: Int32
    private let arrived: @Sendable (Int32) -> Void

    init(pipe: Int32, _ arrived: @escaping @Sendable (Int32) -> Void) {
      self.pipe = pipe
      self.arrived = arrived
    }

    func listen() {
      var wait = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
      while true {
        guard poll(&wait, 1, -1) >= 0 || errno == EINTR else { return }
        var byte: UInt8 = 0
        while read(pipe, &byte, 1) == 1 { arrived(Int32(byte)) }
      }
    }
  }
}
