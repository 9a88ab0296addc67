/// What is typed masked, and how far that has come. What was typed first stands in the step only until it was typed
/// again.
enum SecretStep: Hashable, Sendable {
  case openStore
  case newPassphrase
  case repeatPassphrase(first: SecretText)
  case newPIN
  case repeatPIN(first: SecretText)
  case oldPassphrase
  case changedPassphrase(old: SecretText)
  case repeatChanged(old: SecretText, new: SecretText)

  /// In characters.
  static let shortestPassphrase = 12
  static let shortestPIN = 4

  /// The one that is shown again when the two were not the same, or when the lock took them away; nil: it is closed.
  var start: SecretStep? {
    switch self {
    case .openStore: .openStore
    case .newPassphrase, .repeatPassphrase: .newPassphrase
    case .newPIN, .repeatPIN: .newPIN
    case .oldPassphrase, .changedPassphrase, .repeatChanged: nil
    }
  }

  /// Asked at the start, in front of everything else.
  var isOfStart: Bool { start != nil }

  /// What is wrong with a new secret; nil where it will do.
  func problem(of text: SecretText) -> String? {
    switch self {
    case .newPassphrase, .changedPassphrase:
      text.count < Self.shortestPassphrase
        ? "Take at least \(Self.shortestPassphrase) characters, for example four words." : nil
    case .newPIN: text.count < Self.shortestPIN ? "Take at least \(Self.shortestPIN) characters." : nil
    case .repeatPassphrase(let first), .repeatPIN(let first), .repeatChanged(_, let first):
      text == first ? nil : "The two were not the same: type it again."
    case .openStore, .oldPassphrase: nil
    }
  }

  var title: String {
    switch self {
    case .openStore: "Passphrase"
    case .newPassphrase: "Choose a passphrase"
    case .repeatPassphrase: "The passphrase again"
    case .newPIN: "Choose a PIN for this session"
    case .repeatPIN: "The PIN again"
    case .oldPassphrase: "Change the passphrase: the old one"
    case .changedPassphrase: "Change the passphrase: the new one"
    case .repeatChanged: "Change the passphrase: the new one again"
    }
  }

  var placeholder: String {
    switch self {
    case .newPIN, .repeatPIN: "PIN"
    default: "passphrase"
    }
  }

  var lines: [Span] {
    switch self {
    case .openStore:
      [
        Span("It opens the recents and drafts kept here, sealed."),
        Span("Esc works without them: nothing is kept then.", .muted),
      ]
    case .newPassphrase:
      [
        Span("Recents and drafts are kept on this machine, sealed under it. The lock asks for it too."),
        Span("Nobody can recover it. Esc works without: drafts are NOT KEPT then.", .warning),
      ]
    case .repeatPassphrase, .repeatPIN, .repeatChanged: [Span("So that a slip does not shut you out.", .muted)]
    case .newPIN:
      [Span("The lock asks for this PIN. It is forgotten when the program ends.")]
    case .oldPassphrase: [Span("What is kept stays as it is; only what opens it changes.", .muted)]
    case .changedPassphrase: [Span("At least \(Self.shortestPassphrase) characters.", .muted)]
    }
  }
}
