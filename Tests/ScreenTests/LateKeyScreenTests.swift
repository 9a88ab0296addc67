import Care360Sandbox
import Desk
import DeskApp
import DeskConfig
import DeskUI
import Terminal
import Testing

/// Keys that wait unread in the terminal while a question is drawn were typed before it, however late they are read.
@MainActor
struct LateKeyScreenTests {
  @Test func aKeyThatIsReadLateAnswersNoQuestion() async throws {
    let world = try DeskWorld()
    let terminal = LateTerminal()
    let app = DeskApp(
      terminal: terminal, settings: world.settings,
      look: DeskApp.Look(
        styles: .plain, lettering: .whole, keys: .standard,
        themes: ThemeShelf(ThemeLibrary(directory: nil), depth: .trueColor)), clock: world.clock.appClock)
    let backend = world.backend
    let running = Task { await app.run { () async throws(BackendProblem) in backend } }
    await app.idle()
    terminal.glass.type("avery@example.com\n")
    await app.idle()
    #expect(terminal.glass.text.contains("Case ADA-TOSXM"))

    terminal.typedUnread = [KeyPress(.character("y"))]
    terminal.glass.type("r\n")
    await app.idle()
    #expect(terminal.glass.text.contains("ask for the link"))
    await world.clock.wait(1)
    terminal.readTyped()
    await app.idle()
    #expect(world.sandbox.requestCount(.refill) == 0)
    #expect(terminal.glass.text.contains("ask for the link"))

    // Typed once the question was there, it counts however late it is read.
    terminal.typedUnread = [KeyPress(.character("y"))]
    terminal.readTyped()
    await app.idle()
    #expect(world.sandbox.requestCount(.refill) == 1)
    terminal.glass.post(.terminate)
    #expect(await running.value == .signal(15))
  }
}

/// A terminal with keys that the program has not read yet.
@MainActor
private final class LateTerminal: Terminal {
  let glass = InMemoryTerminal(size: Size(columns: 120, rows: 40))
  var typedUnread: [KeyPress] = []

  var size: Size { glass.size }
  var capabilities: Capabilities { glass.capabilities }

  /// The program gets to the keys.
  func readTyped() {
    let keys = typedUnread
    typedUnread = []
    for key in keys { glass.send(key) }
  }

  func discardPendingInput() {
    typedUnread = []
    glass.discardPendingInput()
  }

  func present(_ surface: Surface, cursor: Point?) { glass.present(surface, cursor: cursor) }
  func setInputHandler(_ handler: @escaping @MainActor (TerminalInput) -> Void) { glass.setInputHandler(handler) }
  func requestAnswer() -> Bool { glass.requestAnswer() }
  func copyToClipboard(_ text: String) -> ClipboardAnswer { glass.copyToClipboard(text) }
  func setTitle(_ title: String) { glass.setTitle(title) }
  func setFocusReports(_ isOn: Bool) { glass.setFocusReports(isOn) }
  func setBackgroundReports(_ isOn: Bool) { glass.setBackgroundReports(isOn) }
  func setMouse(_ isOn: Bool) { glass.setMouse(isOn) }
  func redraw() { glass.redraw() }
  func standGuard() {}
  func suspend() { glass.suspend() }
  func restore() { glass.restore() }
}
