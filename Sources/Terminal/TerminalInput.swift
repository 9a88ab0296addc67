/// Events that a terminal and the system report to the program, in their order.
package enum TerminalInput: Hashable, Sendable {
  case key(KeyPress)
  /// Pasted text: newlines and tabs kept, other control characters removed. It can never become keys.
  case paste(PastedText)
  /// A paste of which only a part has arrived yet; said once.
  case pasteArriving
  /// Something typed or pasted that is no UTF-8, and was not taken.
  case unreadable
  /// The mouse, while it is reported. Never a key, and never the operator's activity.
  case mouse(MouseAction, Point)
  /// The terminal has the keyboard now, or another window has; while it is reported.
  case focused(Bool)
  /// The background of the terminal, while it is asked for.
  case background(Brightness)
  case resized(Size)
  /// The terminal has shown everything that was sent before the request.
  case answered
  /// The terminal is gone: SIGHUP, or end of input.
  case hangUp
  /// SIGTERM.
  case terminate
  /// SIGQUIT.
  case quit
  /// SIGINT from outside; Ctrl-C arrives as a key.
  case interrupt
  /// SIGUSR1: another session of the same person takes a draft over.
  case draftWanted
  /// SIGTSTP from outside; answer with `Terminal.suspend()`.
  case suspendRequested
  /// The program runs again after it was stopped; the screen was painted anew.
  case resumed
  /// The program runs again while another one has the terminal: nothing is drawn and nothing read. Answer with
  /// `Terminal.suspend()`, because a shell that resumes a job continues a stopped one but tells a running one nothing.
  case continuedInBackground
}

extension TerminalInput {
  /// Somebody did it by hand, so that it may have been meant for what was shown before.
  package var isByHand: Bool {
    switch self {
    case .key, .paste, .mouse: true
    case .pasteArriving, .unreadable, .focused, .background, .resized, .answered, .hangUp, .terminate, .quit,
      .interrupt,
      .draftWanted, .suspendRequested, .resumed, .continuedInBackground:
      false
    }
  }
}

/// A background, as far as the choice of colours for it goes.
package enum Brightness: Hashable, Sendable {
  case dark
  case light
}

/// The action of the mouse.
package enum MouseAction: Hashable, Sendable {
  /// Its first button was pressed.
  case press
  case wheelUp
  case wheelDown
}
