import NIOCore
import Synchronization

/// Knows whether the body of a write was handed to the connection, and can forbid it. Either the body is taken or the
/// gate is shut, never both, so that "not sent" is certain whatever happens at the same moment.
final class WriteGate: Sendable {
  private enum State {
    case open
    case taken
    case shut
  }

  private let state = Mutex(State.open)

  /// True once, unless the gate was shut before.
  func take() -> Bool {
    state.withLock { state in
      guard case .open = state else { return false }
      state = .taken
      return true
    }
  }

  /// Shuts the gate. True when the body had been taken before: some of it may have left.
  func shut() -> Bool {
    state.withLock { state in
      if case .taken = state { return true }
      state = .shut
      return false
    }
  }
}

/// The body of a write as one chunk. The HTTP client asks for it after the head has left, on a connection that stands.
struct WriteBody: AsyncSequence, Sendable {
  let bytes: ByteBuffer
  let gate: WriteGate

  struct Iterator: AsyncIteratorProtocol {
    let bytes: ByteBuffer
    let gate: WriteGate
    var isDone = false

    mutating func next() async throws -> ByteBuffer? {
      if isDone { return nil }
      isDone = true
      guard gate.take() else { throw CancellationError() }
      return bytes
    }
  }

  func makeAsyncIterator() -> Iterator { Iterator(bytes: bytes, gate: gate) }
}
