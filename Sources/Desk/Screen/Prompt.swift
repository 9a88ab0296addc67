import FoundationEssentials

/// One line to type. The feature that asks says what is done with it.
struct Prompt: Sendable {
  typealias Submit = @Sendable (inout Desk, TextBuffer, Date) -> Result<[Effect], PromptRefusal>

  let title: String
  let placeholder: String
  let lines: [Span]
  /// True when each character shows as a dot and the lock removes the typed text.
  var isSecret = false
  /// Enter without a text is an answer, too.
  let isOptional: Bool
  private(set) var buffer = TextBuffer()
  var problem: String?
  /// Enter, with what was typed; the prompt is closed by then and comes up again with the reason of a refusal.
  let submit: Submit

  init(
    _ title: String, placeholder: String, _ lines: [String], text: String = "", isOptional: Bool = false,
    submit: @escaping Submit
  ) {
    self.title = title
    self.placeholder = placeholder
    self.lines = lines.map { Span($0, .muted) }
    self.isOptional = isOptional
    self.submit = submit
    if !text.isEmpty { buffer.replace(with: text) }
  }

  mutating func insert(_ text: String) {
    buffer.insert(text)
    problem = nil
  }

  mutating func replace(with text: String) {
    buffer.replace(with: text)
    problem = nil
  }

  mutating func apply(_ edit: TextEdit) { buffer.apply(edit) }

  var presentation: OverlayPresentation {
    .prompt(
      PromptPresentation(
        title: title, field: buffer.presentation(placeholder: placeholder, isMasked: isSecret), lines: lines,
        problem: problem, isOptional: isOptional))
  }
}

/// The reason why the typed text is refused, as a sentence.
struct PromptRefusal: Error, Hashable {
  let sentence: String
}
