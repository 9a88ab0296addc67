package import DeskConfig
import DeskUI
import NcursesTerminal
import Terminal

extension FrontEnd {
  /// Facts about the terminal that are known without taking it over, in words.
  package struct Facts: Sendable {
    package let type: String
    package let colours: String
    package let isUTF8: Bool
    package let size: (columns: Int, rows: Int)?
    package let isModern: Bool
    package let isMultiplexed: Bool
    package let problem: String?
  }

  @MainActor
  package static func currentFacts() -> Facts {
    let found = TerminalFacts.current()
    let colours =
      switch found.depth {
      case .trueColor: "truecolour"
      case .indexed256: "256 colours"
      case .ansi16: "16 colours"
      case .mono: "no colour"
      }
    return Facts(
      type: found.type, colours: colours, isUTF8: found.isUTF8,
      size: found.size.map { ($0.columns, $0.rows) }, isModern: found.isModern,
      isMultiplexed: found.isMultiplexed, problem: found.problem)
  }

  /// The problems of a configured key map; empty when there are none.
  package static func keyProblems(_ settings: Settings) -> [ConfigProblem] {
    KeyInterpreter(overrides: settings.keys).problems
      .map { settings.problem("keys", $0.command ?? "", $0.sentence) }
  }
}
