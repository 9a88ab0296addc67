/// One step of typing a passphrase or a PIN.
struct SecretPrompt: Sendable {
  let step: SecretStep
  var text = SecretText()
  var problem: String?
  /// True while the store checks the text; the prompt takes no input until it answers.
  var isWaiting = false
  /// The old passphrase that is being checked.
  var tried: SecretText?
  /// No try before this time, in the seconds of the lock's clock.
  var mayTryAt: Double = 0

  init(_ step: SecretStep) { self.step = step }

  mutating func handle(_ input: Input) {
    switch input {
    case .typed(let typed), .pasted(let typed):
      text.insert(typed)
      problem = nil
    case .pastedSecret(let pasted):
      text.insert(pasted)
      problem = nil
    case .replaced(let typed):
      text = SecretText(typed)
      problem = nil
    case .replacedSecret(let typed):
      text = typed
      problem = nil
    case .edited(let edit): text.apply(edit)
    case .command, .picked, .toggled, .moved, .field: break
    }
  }

  /// The same prompt without the typed text; nil when the prompt closes altogether.
  var forgotten: SecretPrompt? {
    guard let start = step.start else { return nil }
    var prompt = SecretPrompt(start)
    prompt.isWaiting = isWaiting
    prompt.mayTryAt = mayTryAt
    return prompt
  }

  func presentation(at uptime: Double) -> OverlayPresentation {
    .prompt(
      PromptPresentation(
        title: step.title, field: text.presentation(placeholder: step.placeholder),
        lines: step.lines + (isWaiting ? [Span("Checking …", .accent)] : []),
        problem: Door.problem(problem, waitUntil: mayTryAt, at: uptime)))
  }
}
