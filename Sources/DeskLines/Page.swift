package import Desk

/// The text that is read out before a question, the question, and the meaning of the answers.
package struct Page: Hashable, Sendable {
  /// One numbered answer.
  package struct Choice: Hashable, Sendable {
    package var label: String
    package var answer: LineDesk.Answer
    /// The heading that is read before it: that of the group that begins here.
    package var heading: String?

    init(_ label: String, _ inputs: [Input]) { self.init(label, .inputs(inputs)) }

    init(_ label: String, _ answer: LineDesk.Answer) {
      self.label = label
      self.answer = answer
    }

    /// A command, with the reason when it is off.
    init(_ label: String, _ command: Command, _ presentation: ScreenPresentation) {
      self.init(label + (presentation.unavailable[command].map { " (off: \($0))" } ?? ""), [.command(command)])
    }
  }

  /// The meaning of a line that is neither a number nor a command.
  package enum Text: Hashable, Sendable {
    /// Nothing: the line is not understood.
    case none
    /// It replaces the text of the field that `first` leads to, and `then` follows.
    case replaces(first: [Input] = [], then: [Input])
    /// The line is added below the existing text.
    case answers(current: String, isMultiline: Bool)
  }

  package var lines: [String] = []
  package var choices: [Choice] = []
  /// After the choices.
  package var footer: [String] = []
  package var prompt: String
  package var text = Text.none
  /// The effect of Enter alone; nil reads the page out again.
  package var onEmpty: [Input]?
  /// Set when the choices are options to switch, several per line if need be: the option that the cursor is on.
  package var cursor: Int?
  /// Removes every chosen option; nil when the page is not a choice.
  var clearing: [Input]?
  /// Only "y" or "yes" does `onYes`; everything else is `onEmpty`.
  package var onYes: [Input]?
  /// True when typing must not be seen.
  package var isSecret = false

  /// Any line but a command is the answer itself.
  var takesAnyText: Bool { if case .answers = text { true } else { false } }

  init(prompt: String) { self.prompt = prompt }

  /// True when the inputs change the field's text or its options, without any command.
  func isAnswered(by answer: LineDesk.Answer) -> Bool {
    guard case .inputs(let inputs, _) = answer else { return false }
    return inputs == clearing || inputs.contains { if case .replaced = $0 { true } else { false } }
  }

  /// The lines and the numbered choices.
  package var spoken: [String] {
    lines + choices.enumerated().flatMap { [$1.heading, "\($0 + 1) \($1.label)"].compactMap { $0 } } + footer
  }
}
