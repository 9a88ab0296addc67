/// The reason why the screen cannot be used. The process continues; nothing was written to the terminal.
package enum NcursesTerminalError: Error, Hashable, Sendable {
  /// Standard input or output is no terminal.
  case notATerminal
  /// TERM is not set or empty.
  case typeNotSet
  /// TERM is no name of a terminal: too long, or with characters that names do not have.
  case typeNotAName
  /// The terminal database does not know TERM.
  case typeUnknown(String)
  /// The terminal database's entry for TERM would make ncurses crash or hang.
  case typeDamaged(String)
  /// The terminal cannot place a cursor and clear its screen, as `dumb`.
  case typeTooSimple(String)
  /// There is no terminal database, or ncurses or the system refused to start.
  case cannotStart

  /// For the operator.
  package var sentence: String {
    switch self {
    case .notATerminal:
      "The screen needs a terminal for input and output; add --accessible, or use the commands lookup, refill, bundle and products instead."
    case .typeNotSet:
      "TERM is not set, so the screen cannot be drawn; set it (for example TERM=xterm-256color); --accessible and the commands lookup, refill, bundle and products work without it."
    case .typeNotAName:
      "TERM is not the name of a terminal; set it (for example TERM=xterm-256color); --accessible and the commands lookup, refill, bundle and products work without it."
    case .typeUnknown(let name):
      "This machine does not know the terminal \"\(name)\"; try TERM=xterm-256color; --accessible and the commands lookup, refill, bundle and products work without it."
    case .typeDamaged(let name):
      "This machine's description of the terminal \"\(name)\" is damaged; try TERM=xterm-256color or TERM=vt100, or have the terminfo entry reinstalled; --accessible and the commands lookup, refill, bundle and products work without it."
    case .typeTooSimple(let name):
      "The terminal \"\(name)\" cannot show a screen; add --accessible, or use the commands lookup, refill, bundle and products."
    case .cannotStart:
      "The terminal could not be set up; add --accessible, or use the commands lookup, refill, bundle and products."
    }
  }
}
