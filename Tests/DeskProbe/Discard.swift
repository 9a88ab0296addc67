import Foundation
import NcursesTerminal
import Terminal

/// Shows "first" at the first key, waits until another one waits to be read, throws away what was typed, and shows "second".
@MainActor func discardAfterFirstKey(_ terminal: NcursesTerminal) async {
  var given = ""
  func show(_ text: String) {
    var surface = Surface(size: terminal.size)
    _ = surface.put(text, at: Point(column: 0, row: 0), style: .standard)
    terminal.present(surface, cursor: nil)
  }
  terminal.setInputHandler { input in
    guard case .key(let press) = input, case .character(let key) = press.key else { return }
    given.append(key)
    if key == "q" {
      terminal.restore()
      print("given: \(given)")
      exit(0)
    }
    guard given.count == 1 else { return }
    show("first")
    var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    _ = poll(&waiting, 1, -1)
    terminal.discardPendingInput()
    show("second")
  }
  await forever()
}
