import Care360
import Desk
import DeskApp
import DeskConfig
import DeskUI
import Foundation
import NcursesTerminal
import Terminal

/// Uses the stack up, as a recursion that never ends does.
@MainActor private func overflow() {
  print(depth(below: 0))
}

private func depth(below level: Int) -> Int {
  withUnsafeTemporaryAllocation(of: Int.self, capacity: 32) { room in
    room[level % 32] = level
    return level == .max ? 0 : depth(below: level + 1) + room[level % 32]
  }
}

/// In the drawing of the first event.
@MainActor func overflowInMessage() async {
  let settings = DeskSettings(
    environmentName: "SANDBOX", environmentRole: .environmentSandbox, isProduction: false, readOnlyReason: nil,
    country: .unitedStates, directory: [], products: [],
    zone: Zone(local: { _ in (0, "UTC") }, named: { _, _ in nil }), operatorName: "robin", lock: .sandbox)
  let app = DeskApp(
    terminal: DeepTerminal(), settings: settings,
    look: DeskApp.Look(
      styles: .plain, lettering: .whole, keys: .standard,
      themes: ThemeShelf(ThemeLibrary(directory: nil), depth: .mono)), clock: .system)
  _ = await app.run { () async throws(BackendProblem) in throw BackendProblem("No service.") }
}

@MainActor func overflowAtKey() async throws {
  let terminal = try NcursesTerminal()
  terminal.setInputHandler { _ in overflow() }
  await forever()
}

@MainActor func overflowAfterFrame() throws {
  let terminal = try NcursesTerminal()
  var surface = Surface(size: terminal.size)
  _ = surface.put("Avery Lindqvist", at: Point(column: 0, row: 0), style: .standard)
  terminal.present(surface, cursor: nil)
  overflow()
}

/// Until the process ends.
@MainActor func forever() async { await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in } }

/// Draws its first frame, and no other.
@MainActor private final class DeepTerminal: Terminal {
  let size = Size(columns: 80, rows: 24)
  let capabilities = Capabilities(colors: .mono, lettering: .whole)
  private var hasDrawn = false

  func present(_ surface: Surface, cursor: Point?) {
    if hasDrawn { overflow() }
    hasDrawn = true
  }

  func setInputHandler(_ handler: @escaping @MainActor (TerminalInput) -> Void) {}
  func discardPendingInput() {}
  func requestAnswer() -> Bool { false }
  func copyToClipboard(_ text: String) -> ClipboardAnswer { .unsupported }
  func setTitle(_ title: String) {}
  func setFocusReports(_ isOn: Bool) {}
  func setBackgroundReports(_ isOn: Bool) {}
  func setMouse(_ isOn: Bool) {}
  func redraw() {}
  func standGuard() {}
  func suspend() {}
  func restore() {}
}
