import Care360
import FoundationEssentials

/// Passphrases and PINs. The typed text leaves the session with the effect that takes it.
extension Desk {
  /// Shows paths and reasons, which are too long for a notice, in a reading. Anything on top stays on top.
  mutating func credentialsRead(_ found: [String]) {
    say(Span("The API key and access token were read again.", .accent))
    guard overlays.isEmpty, !door.isCovering else { return }
    let lines = Reading.lines(found)
    overlays.open(
      .reading(Reading(title: "API key and access token", lines: lines, selectedID: lines.first?.id)), about: .nobody)
  }

  /// The reason why no passphrase can be changed here; nil when one can.
  var passphraseReason: String? {
    store == .open && !door.isKeyFromCommand ? nil : "no passphrase opens this session's store"
  }

  mutating func ask(_ step: SecretStep) {
    var prompt = SecretPrompt(step)
    if step == .oldPassphrase { prompt.mayTryAt = door.mayChangePassphraseAt }
    overlays.open(.secret(prompt), about: .nobody)
  }

  /// The old passphrase that was typed is the one: the new one is asked for.
  mutating func oldPassphraseAccepted() {
    overlays.updateSecrets { prompt in
      guard case .oldPassphrase = prompt.step, let tried = prompt.tried else { return }
      prompt = SecretPrompt(.changedPassphrase(old: tried))
    }
  }

  /// True where the prompt for it is open, which says it: it is typed again, or (nil) not asked for any more.
  @discardableResult
  mutating func oldPassphraseRefused(_ problem: String?) -> Bool {
    guard let problem else {
      overlays.closeAll { if case .secret(let prompt) = $0.body { prompt.tried != nil } else { false } }
      return false
    }
    var isAsked = false
    let mayTryAt = door.mayChangePassphraseAt
    overlays.updateSecrets { prompt in
      guard prompt.tried != nil else { return }
      isAsked = true
      prompt = SecretPrompt(.oldPassphrase)
      prompt.problem = problem
      prompt.mayTryAt = mayTryAt
    }
    return isAsked
  }

  /// The prompts of the start go: the store is open, or there will be none.
  mutating func closeStartPrompts(_ which: (SecretStep) -> Bool = { $0.isOfStart }) {
    overlays.closeAll { if case .secret(let prompt) = $0.body { which(prompt.step) } else { false } }
  }

  mutating func updateSecretPrompt(_ step: SecretStep, _ change: (inout SecretPrompt) -> Void) {
    overlays.updateSecrets { if $0.step == step { change(&$0) } }
  }

  private mutating func replaceTop(_ step: SecretStep, problem: String? = nil, isWaiting: Bool = false) {
    var prompt = SecretPrompt(step)
    prompt.problem = problem
    prompt.isWaiting = isWaiting
    overlays.top = .secret(prompt)
  }

  /// Enter in a prompt for a secret; the prompt is on top.
  mutating func submitSecret(_ prompt: SecretPrompt, at now: Date) -> [Effect] {
    guard !prompt.isWaiting, !prompt.text.isEmpty else { return [] }
    let (step, text) = (prompt.step, prompt.text)
    // One that comes too early stays in its field; the prompt says how long.
    guard door.uptime >= prompt.mayTryAt else { return [] }
    if let problem = step.problem(of: text) {
      // A text that did not match is typed again from its first time; one that was too short, in place.
      guard !step.isRepeat else {
        replaceTop(step.first ?? step, problem: problem)
        return []
      }
      var same = prompt
      same.text = SecretText()
      same.problem = problem
      overlays.top = .secret(same)
      return []
    }
    switch step {
    case .openStore:
      replaceTop(.openStore, isWaiting: true)
      return [.store(.open(passphrase: text))]
    case .newPassphrase: replaceTop(.repeatPassphrase(first: text))
    case .repeatPassphrase:
      replaceTop(.newPassphrase, isWaiting: true)
      return [.store(.create(passphrase: text))]
    case .newPIN: replaceTop(.repeatPIN(first: text))
    case .repeatPIN:
      overlays.close()
      if let contents = door.choosePIN() { adopt(contents, at: now) }
      return [.store(.setPIN(text))]
    case .oldPassphrase:
      replaceTop(.oldPassphrase, isWaiting: true)
      overlays.updateSecrets { if $0.step == .oldPassphrase { $0.tried = text } }
      return [.store(.checkPassphrase(text))]
    case .changedPassphrase(let old): replaceTop(.repeatChanged(old: old, new: text))
    case .repeatChanged(let old, _):
      overlays.close()
      say(Span("Changing the passphrase …", .accent))
      return [.store(.changePassphrase(old: old, new: text))]
    }
    return []
  }

  /// Handles Esc and similar keys: closes the top overlay. A prompt of the start takes this as its answer.
  mutating func closeTop(at now: Date) -> [Effect] {
    guard case .secret(let prompt)? = overlays.top else {
      guard case .picker(let picker)? = overlays.close(), let dismissed = picker.dismissed else { return [] }
      return dismissed(&self, now)
    }
    guard !prompt.isWaiting else { return [] }
    switch prompt.step {
    case .openStore, .newPassphrase:
      overlays.close()
      return declineStore()
    case .repeatPassphrase: replaceTop(.newPassphrase)
    case .repeatPIN: replaceTop(.newPIN)
    case .newPIN: replaceTop(.newPIN, problem: "The lock needs a PIN. \(name(.interrupt)) quits.")
    case .oldPassphrase, .changedPassphrase, .repeatChanged: overlays.close()
    }
    return []
  }
}

extension SecretStep {
  var isRepeat: Bool {
    switch self {
    case .repeatPassphrase, .repeatPIN, .repeatChanged: true
    default: false
    }
  }
}
