import Glibc
package import Terminal

/// What can be known of the terminal without taking it.
package struct TerminalFacts: Sendable {
  package var type = ""
  package var depth = ColorDepth.mono
  package var isUTF8 = false
  /// Nil where standard output is no terminal.
  package var size: Size?
  /// Knows bracketed paste and OSC 52, or ignores both without a trace.
  package var isModern = false
  /// Behind tmux or screen.
  package var isMultiplexed = false
  /// Why the screen cannot be drawn here; a sentence.
  package var problem: String?

  @MainActor
  package static func current() -> TerminalFacts {
    var facts = TerminalFacts()
    let environment = TerminalEnvironment.current
    facts.isMultiplexed = environment.isMultiplexed
    facts.isUTF8 = LocaleProbe.startsUTF8(environment)
    var window = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 {
      facts.size = Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
    }
    do throws(NcursesTerminalError) {
      let probe = try TerminfoProbe(environment, wanted: nil)
      facts.type = probe.type
      facts.depth = probe.depth
      facts.isModern = TerminalFamily.isModern(probe.type)
    } catch {
      facts.problem = error.sentence
    }
    return facts
  }
}
