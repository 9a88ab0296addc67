import Desk
import PrivateIO
import Terminal

/// The input of a command.
package protocol ConsoleInput: Sendable {
  /// The next line without its line end; nil at the end. Throws `interrupted` when a signal came while it waited.
  func line() throws(ErrorReport) -> String?
  /// Throws away all that a person typed until now, read or not; a pipe or file keeps what it has.
  func discardTyped()
  /// Reads all remaining input; refuses more than `limit` bytes.
  func all(limit: Int) throws(ErrorReport) -> [UInt8]
  /// Another stream that is read in the same way: a signal also ends the wait for it. Sentences begin with `name`.
  func beside(_ descriptor: Int32, named name: String) -> any ConsoleInput
  /// Hides typing until `showTyping`, and discards anything typed before. Throws when the echo cannot be switched
  /// off.
  func hideTyping() throws(ErrorReport)
  func showTyping()
  /// The next line without its newline, in bytes, which need be no text; nil at the end.
  func lineBytes() throws(ErrorReport) -> [UInt8]?
  /// The same while typing is hidden. No copy stays here, and the caller overwrites the bytes.
  func secretLine() throws(ErrorReport) -> [UInt8]?
}

/// The output of a command.
package protocol ConsoleOutput: Sendable {
  func write(_ text: String) throws(ErrorReport)
}

/// The three standard streams and which of them are terminals.
extension ConsoleInput {
  package func beside(_ descriptor: Int32, named name: String) -> any ConsoleInput {
    DescriptorInput(descriptor, named: name, interruption: nil)
  }
}

package struct Console: Sendable {
  package let input: any ConsoleInput
  /// Data only.
  package let output: any ConsoleOutput
  /// Everything meant for a person.
  package let talk: any ConsoleOutput
  package let isInputTerminal: Bool
  package let isOutputTerminal: Bool
  package let isTalkTerminal: Bool
  /// Of the terminal that the output goes to.
  package let outputColumns: Int
  private let now: @Sendable () -> ContinuousClock.Instant

  /// A line that comes sooner after a question was typed before anybody could read it.
  private static let readingTime = Duration.milliseconds(300)

  package init(
    input: any ConsoleInput, output: any ConsoleOutput, talk: any ConsoleOutput, isInputTerminal: Bool,
    isOutputTerminal: Bool, isTalkTerminal: Bool, outputColumns: Int = 80,
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.now = now
    self.input = input
    self.output = output
    self.talk = talk
    self.isInputTerminal = isInputTerminal
    self.isOutputTerminal = isOutputTerminal
    self.isTalkTerminal = isTalkTerminal
    self.outputColumns = outputColumns
  }

  /// True when a person can be asked: the question can be seen, and the answer can be typed.
  var canAsk: Bool { isInputTerminal && isTalkTerminal }

  /// Every line goes through the sanitiser here, so that no caller can forget it. A text of the service that stands in one
  /// still has to go through it by itself: its own line ends would begin lines that look like ours.
  func print(_ line: String) throws(ErrorReport) { try output.write(Sanitiser.visibleLines(line) + "\n") }

  func say(_ line: String) throws(ErrorReport) { try talk.write(Sanitiser.visibleLines(line) + "\n") }

  private func put(_ question: String) throws(ErrorReport) { try talk.write(Sanitiser.visibleLines(question)) }

  /// Asks on the terminal; nil at the end of input.
  func ask(_ question: String) throws(ErrorReport) -> String? {
    try put(question)
    return try input.line()
  }

  /// Asks for what nobody may see; nil at the end of input. Nothing typed shows until the caller ends it with
  /// `input.showTyping()`.
  func askHidden(_ question: String) throws(ErrorReport) -> [UInt8]? {
    try input.hideTyping()
    try put(question)
    let line = try input.secretLine()
    try talk.write("\n")
    return line
  }

  /// Asks for a passphrase and takes it as the screen does: without control characters, and again where it is no UTF-8. Nil
  /// at the end of input; the caller overwrites it and calls `input.showTyping()`.
  func askPassphrase(_ question: String) throws(ErrorReport) -> [UInt8]? {
    while true {
      guard var line = try askHidden(question) else { return nil }
      defer { line.overwrite() }
      if let text = line.withUnsafeBytes({ SecretText(utf8: $0) }) { return text.typed.bytes }
      try say("Your answer is not UTF-8 and was ignored: set your terminal to UTF-8.")
    }
  }

  /// Asks a question that only a person who read it may answer: nothing typed before counts. Nil at the end of
  /// input.
  func askReader(_ question: String) throws(ErrorReport) -> String? {
    while true {
      input.discardTyped()
      try put(question)
      let asked = now()
      guard let answer = try input.line() else { return nil }
      if now() - asked >= Self.readingTime { return answer }
      try say("Your answer was typed before the question could be read, so it does not count.")
    }
  }

  /// A question whose default is no.
  func confirms(_ question: String) throws(ErrorReport) -> Bool {
    let answer = try askReader(question + " [y/N] ")
    return answer == "y" || answer == "Y" || answer == "yes"
  }

  /// One that the answer to another question cannot answer by mistake.
  func confirms(_ question: String, typing word: String) throws(ErrorReport) -> Bool {
    try askReader("\(question) Type \"\(word)\" to confirm: ") == word
  }
}
