/// A step of masked typing. A repeat step keeps the first text only until the person has typed it
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

  /// The step to return to when the two texts differed, or when the lock took them; nil when the prompt closes.
  var start: SecretStep? {
    switch self {
    case .openStore: .openStore
    case .newPassphrase, .repeatPassphrase: .newPassphrase
    case .newPIN, .repeatPIN: .newPIN
    case .oldPassphrase, .changedPassphrase, .repeatChanged: nil
    }
  }

  /// The step that takes a new secret for the first time, after the two entries differed.
  var first: SecretStep? {
    switch self {
    case .repeatPassphrase: .newPassphrase
    case .repeatPIN: .newPIN
    case .repeatChanged(let old, _): .changedPassphrase(old: old)
    case .openStore, .newPassphrase, .newPIN, .oldPassphrase, .changedPassphrase: nil
    }
  }

  /// Asked at the start, in front of everything else.
  var isOfStart: Bool { start != nil }

  /// The problem with a new secret; nil when it will do.
  func problem(of text: SecretText) -> String? {
    switch self {
    case .newPassphrase, .changedPassphrase:
      text.count < Self.shortestPassphrase
        ? "Use at least \(Self.shortestPassphrase) characters, for example four words." : nil
    case .newPIN: text.count < Self.shortestPIN ? "Use at least \(Self.shortestPIN) characters." : nil
    case .repeatPassphrase(let first), .repeatPIN(let first), .repeatChanged(_, let first):
      text == first ? nil : "The two entries do not match: type it again."
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
        Span("It opens the sealed recents and drafts on this machine."),
        Span("Press Esc to work without them: nothing is kept then.", .muted),
      ]
    case .newPassphrase:
      [
        Span("The passphrase seals the recents and drafts on this machine. The lock asks for it too."),
        Span("At least \(Self.shortestPassphrase) characters, for example four words."),
        Span("Nobody can recover it. Press Esc to work without it: drafts are NOT KEPT then.", .warning),
      ]
    case .repeatPassphrase, .repeatPIN, .repeatChanged: [Span("A typing mistake would lock you out.", .muted)]
    case .newPIN:
      [
        Span("The lock asks for this PIN. It is forgotten when the program ends."),
        Span("At least \(Self.shortestPIN) characters."),
      ]
    case .oldPassphrase: [Span("The data kept here stays the same; only its passphrase changes.", .muted)]
    case .changedPassphrase: [Span("At least \(Self.shortestPassphrase) characters.", .muted)]
    }
  }
}
