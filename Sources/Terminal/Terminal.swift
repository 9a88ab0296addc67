/// A terminal: takes whole surfaces, gives input. Every operation is on the main actor, in order.
@MainActor
package protocol Terminal: AnyObject {
  /// The present size in cells.
  var size: Size { get }
  var capabilities: Capabilities { get }

  /// Shows `surface` and puts the cursor at `cursor` (nil: hidden). Sends nothing when nothing changed.
  ///
  /// A surface of another size than the terminal's is cut or left blank at the right and bottom.
  func present(_ surface: Surface, cursor: Point?)

  /// Sets the handler for input. Input that arrived earlier waits for the first handler.
  func setInputHandler(_ handler: @escaping @MainActor (TerminalInput) -> Void)

  /// Forgets keys and pastes that were typed but not yet delivered, so that none of them answers a dialog drawn now.
  func discardPendingInput()

  /// Asks the terminal to answer once it has shown everything sent so far (DSR, `CSI 5 n` of ECMA-48); then `answered`
  /// is posted. False when the terminal is not known to answer.
  func requestAnswer() -> Bool

  /// Sets the title of the window, where the terminal takes one and the program may set it. The one before comes back with
  /// the screen.
  func setTitle(_ title: String)

  /// Asks the terminal to put `text` on the operator's clipboard (OSC 52). Whether it obeys cannot be known.
  func copyToClipboard(_ text: String) -> ClipboardAnswer

  /// Turns reports of clicks and the wheel on or off. They are off at the start, because a terminal that reports them
  /// no longer selects text with the mouse.
  func setMouse(_ isOn: Bool)

  /// Tells the terminal to report, or not, that it gets the keyboard or loses it to another window. Off at the start.
  func setFocusReports(_ isOn: Bool)

  /// Asks the terminal whether its background is dark or light, and to report it when that changes, or gives both up. Off
  /// at the start, and to be called after the first `present`: nothing waits for the answer. Terminals that are not known
  /// to take the question, or show no colours, are not asked.
  func setBackgroundReports(_ isOn: Bool)

  /// Repaints everything, whatever the terminal shows.
  func redraw()

  /// From now on the terminal is given back even when this process is killed. To be called once, after the first `present`
  /// and before anything secret is read.
  func standGuard()

  /// Clears the screen, gives the terminal back and stops the process. `resumed` or `continuedInBackground` is posted once
  /// it runs again.
  func suspend()

  /// Clears the screen and gives the terminal back for good. Calling it again does nothing.
  func restore()
}

/// Decides when texts are sent to the clipboard.
package enum ClipboardUse: String, CaseIterable, Hashable, Sendable {
  /// Only to kinds of terminals that are known to accept texts, or to ignore them without a trace.
  case auto
  /// To every terminal.
  case osc52
  /// Like `auto`, but only ids and links can be copied.
  case ids
  case off
}

/// The result of sending a text to the clipboard.
package enum ClipboardAnswer: Hashable, Sendable {
  case sent
  /// The text went to tmux or screen, which keep it unless their settings pass it on.
  case sentToMultiplexer
  case switchedOff
  /// Empty, or longer than terminals take.
  case refused
  /// No such terminal, or it took no bytes.
  case unsupported
}

/// The abilities of a terminal.
package struct Capabilities: Hashable, Sendable {
  package var colors: ColorDepth
  package var lettering: Lettering

  package init(colors: ColorDepth, lettering: Lettering) {
    self.colors = colors
    self.lettering = lettering
  }
}
