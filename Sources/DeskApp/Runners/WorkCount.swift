import Desk

/// Counts the work that is under way, and posts its results.
@MainActor
final class WorkCount {
  let post: @MainActor (Event) -> Void
  private let onIdle: @MainActor () -> Void
  private(set) var running = 0

  init(post: @escaping @MainActor (Event) -> Void, onIdle: @escaping @MainActor () -> Void) {
    self.post = post
    self.onIdle = onIdle
  }

  func begin() { running += 1 }

  func end() { running -= 1 }

  func noteIdle() { if running == 0 { onIdle() } }

  /// Posts the event of `body` once it ended. The work is under way when this returns: a request does not wait until a frame
  /// is drawn.
  @discardableResult
  func start(_ body: @escaping @MainActor () async -> Event) -> Task<Void, Never> {
    begin()
    return Task.immediate {
      let event = await body()
      end()
      post(event)
      noteIdle()
    }
  }
}
