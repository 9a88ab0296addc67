import TestSupport
import Testing

/// The built program in a real terminal. One at a time: each test starts several processes and waits on what they draw.
@Suite(.serialized, .ownThreads, .timeLimit(.minutes(15 + (TestRepeats.soakMinutes ?? 0)))) struct RealTerminalTests {
  @Test func `Its tests block no thread that others need`() async {
    let executor = withUnsafeCurrentTask { $0?.unownedTaskExecutor }
    #expect(executor == OwnThreads.executor.asUnownedTaskExecutor())
  }
}

/// The family name of the patient looked up: where it must not be, nothing of a patient may be.
let canary = "Lindqvist"

extension TmuxScreen {
  /// Looks up the sandbox's first patient and waits for the case.
  func lookUpAvery(_ location: SourceLocation = #_sourceLocation) {
    waitFor("e-mail, phone or case id", location)
    type("avery@example.com")
    waitFor("Enter sends", location)
    press("Enter")
    waitFor("Case ADA-TOSXM", location)
    waitFor("Products", location)
  }
}
