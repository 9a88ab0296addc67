/// The one ordered queue of the screen. Everything that happens is posted here, and one consumer takes it, so that keys
/// and answers are handled in the order in which they came.
@MainActor
final class Mailbox<Message: Sendable> {
  private var messages: [Message] = []
  private var waiting: CheckedContinuation<Void, Never>?

  var isEmpty: Bool { messages.isEmpty }
  /// The consumer has nothing to do and waits.
  var isWaiting: Bool { waiting != nil }

  func post(_ message: Message) {
    messages.append(message)
    waiting?.resume()
    waiting = nil
  }

  /// The next message; waits for one without using the processor. One consumer only.
  func next() async -> Message {
    while messages.isEmpty {
      await withCheckedContinuation { waiting = $0 }
    }
    return messages.removeFirst()
  }
}
