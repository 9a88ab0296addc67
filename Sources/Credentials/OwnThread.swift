import Glibc

/// Runs blocking work outside the cooperative threads, of which there may be only two.
package enum OwnThread {
  package static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      let box = Unmanaged.passRetained(Box { continuation.resume(returning: work()) })
      var attributes = pthread_attr_t()
      pthread_attr_init(&attributes)
      pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
      var thread = pthread_t()
      let status = pthread_create(
        &thread, &attributes,
        { argument in
          if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().work() }
          return nil
        }, box.toOpaque())
      pthread_attr_destroy(&attributes)
      // Without a thread the work is done here: slow is better than never.
      if status != 0 { box.takeRetainedValue().work() }
    }
  }

  private final class Box: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }
}
