import PrivateIO

/// The one ordered queue of the screen. Everything that happens is posted here, and one consumer takes it, so that keys
/// and answers are handled in the order in which they came.
@MainActor
final class Mailbox<Message: Sendable> {
  private var messages: [Message] = []
  private var consumer: (@MainActor () -> Void)?
  /// The consumer is about to run, or runs.
  private var isDue = false

  var isEmpty: Bool { messages.isEmpty }
  /// The consumer has nothing to do and waits.
  var isWaiting: Bool { consumer != nil && !isDue }

  func post(_ message: Message) {
    messages.append(message)
    wake()
  }

  /// The message that came first; nil where none waits.
  func take() -> Message? { messages.isEmpty ? nil : messages.removeFirst() }

  /// Calls `consumer` soon and then whenever messages came, never within `post`. It takes all of them before it returns.
  ///
  /// The main loop or a task runs it: a continuation would be resumed by way of another thread.
  func begin(_ consumer: @escaping @MainActor () -> Void) {
    self.consumer = consumer
    wake()
  }

  func end() { consumer = nil }

  private func wake() {
    guard let consumer, !isDue else { return }
    isDue = true
    MainLoop.soon { [self] in
      consumer()
      isDue = false
    }
  }
}
