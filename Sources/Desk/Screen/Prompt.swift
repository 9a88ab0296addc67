/// One line to type.
struct Prompt: Sendable {
  enum Purpose: Hashable, Sendable {
    case findInCase
    case closeReason
    case token
    case templateName
    case importPath
    case exportPath
    case secret(SecretStep)
  }

  var purpose: Purpose
  var buffer = TextBuffer()
  /// What is typed for a `.secret`, in place of `buffer`.
  var secret = SecretText()
  var problem: String?
  /// What was typed is with the store; nothing is taken in until it answers.
  var isWaiting = false
  /// No try before this time, in the seconds of the lock's clock.
  var mayTryAt: Double = 0

  init(purpose: Purpose) { self.purpose = purpose }

  mutating func insert(_ text: String) {
    if case .secret = purpose { secret.insert(text) } else { buffer.insert(text) }
    problem = nil
  }

  mutating func replace(with text: String) {
    if case .secret = purpose { secret = SecretText(text) } else { buffer.replace(with: text) }
    problem = nil
  }

  mutating func apply(_ edit: TextEdit) {
    if case .secret = purpose { secret.apply(edit) } else { buffer.apply(edit) }
  }

  var title: String {
    if case .prompt(let shown) = presentation { shown.title } else { "" }
  }

  var presentation: OverlayPresentation {
    switch purpose {
    case .findInCase:
      .prompt(
        PromptPresentation(
          title: "Find in case",
          field: buffer.presentation(placeholder: "text that is shown; masked text is not searched"),
          lines: [Span("Enter goes to the next line that has it.", .muted)], problem: problem))
    case .token:
      .prompt(
        PromptPresentation(
          title: "Access token", field: buffer.presentation(placeholder: "paste the token", isMasked: true),
          lines: [Span("Kept in memory until the program ends. Nothing is sent by this.", .muted)], problem: problem))
    case .closeReason:
      question(
        "Why is the case closed?", placeholder: "moved to another clinic",
        ["The service keeps it with the case. It is not in the record of writes."])
    case .templateName:
      question(
        "Keep the form as a template", placeholder: "letters, digits, - and _",
        ["The questions are kept, no answer is.", "Others who use this account can read it."])
    case .importPath:
      question(
        "Take products from a file", placeholder: "~/intake.json",
        ["A JSON file as the service takes it: {\"products\": [ … ]}. Nothing is sent by this."])
    case .exportPath:
      question(
        "Write the form to a file", placeholder: "~/intake.json",
        ["The JSON that would be sent, answers and all, in a new file that only you can read."])
    case .secret(let step):
      .prompt(
        PromptPresentation(
          title: step.title, field: secret.presentation(placeholder: step.placeholder),
          lines: step.lines + (isWaiting ? [Span("Checking …", .accent)] : []), problem: problem))
    }
  }
}

extension Prompt {
  private func question(_ title: String, placeholder: String, _ lines: [String]) -> OverlayPresentation {
    .prompt(
      PromptPresentation(
        title: title, field: buffer.presentation(placeholder: placeholder), lines: lines.map { Span($0, .muted) },
        problem: problem))
  }
}
