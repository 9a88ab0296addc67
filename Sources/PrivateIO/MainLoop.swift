import CDeskSystem
import Glibc

/// The loop of a program's first thread. It waits for descriptors and for work of the main actor at once, so that the thread
/// that a key wakes is the one that handles it and draws. With a source of Dispatch, a key would wake a thread that wakes
/// another one.
@MainActor
package enum MainLoop {
  private static var watches: [(descriptor: Int32, act: @MainActor () -> Void)] = []
  /// The work that is due when the watches have acted; nil while none of them acts.
  private static var due: [@MainActor () -> Void]?

  /// Calls `act` whenever `descriptor` has something to read or is at its end, until it is no longer watched. A descriptor has
  /// one watch at most: a later one takes the place of the first.
  package static func watch(_ descriptor: Int32, _ act: @escaping @MainActor () -> Void) {
    unwatch(descriptor)
    watches.append((descriptor, act))
  }

  package static func unwatch(_ descriptor: Int32) { watches.removeAll { $0.descriptor == descriptor } }

  package static func isWatched(_ descriptor: Int32) -> Bool { watches.contains { $0.descriptor == descriptor } }

  /// Calls `act` soon, never within this call. Within a watch, it is still handled in the same turn.
  package static func soon(_ act: @escaping @MainActor () -> Void) {
    if due == nil { Task { act() } } else { due?.append(act) }
  }

  /// Runs `body`, then whatever the main actor is given, until the process ends. In main.swift, in place of `await`: `body` begins
  /// on this thread at once. It takes the signals of the process, also those that were blocked by the program that started it.
  package nonisolated static func run(_ body: @escaping @MainActor () async -> Void) -> Never {
    MainActor.assumeIsolated {
      // Threads of Dispatch take none.
      var none = sigset_t()
      sigemptyset(&none)
      pthread_sigmask(SIG_SETMASK, &none, nil)
      let queue = cds_main_queue_descriptor()
      Task.immediate { await body() }
      while true { turn(queue) }
    }
  }

  private static func turn(_ queue: Int32) {
    let watches = watches
    var states = [pollfd(fd: queue, events: Int16(POLLIN), revents: 0)]
    states += watches.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    // A signal wakes it too: what it means is in a descriptor.
    guard poll(&states, nfds_t(states.count), -1) > 0 else { return }
    due = []
    for (watch, state) in zip(watches, states.dropFirst()) where state.revents != 0 {
      // Another one may have ended the watch.
      if isWatched(watch.descriptor) { watch.act() }
    }
    let work = due ?? []
    due = nil
    for act in work { act() }
    if states[0].revents != 0 { cds_drain_main_queue() }
  }
}
