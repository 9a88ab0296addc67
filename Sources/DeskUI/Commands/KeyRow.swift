package import Desk
package import Terminal

/// Keys of a command in some contexts.
package struct ContextKeys: Sendable {
  package let contexts: KeyContexts
  /// The first one is shown in the footer.
  package let keys: [KeyPress]
  /// The footer's name of the command in these contexts; nil: as everywhere, empty: not shown.
  package let hint: String?

  init(_ contexts: KeyContexts, _ keys: [KeyPress], hint: String? = nil) {
    self.contexts = contexts
    self.keys = keys
    self.hint = hint
  }

  /// The same without some keys in one place.
  func without(_ taken: [KeyPress], in place: KeyContext) -> [ContextKeys] {
    guard contexts.contains(place), keys.contains(where: taken.contains) else { return [self] }
    return [
      ContextKeys(contexts.but([place]), keys, hint: hint),
      ContextKeys([place], keys.filter { !taken.contains($0) }, hint: hint),
    ]
  }
}

/// The keys of a command, and its name in the footer.
package struct KeyRow: Sendable {
  package let command: Command
  /// Its name in the footer, in one or two words.
  package let hint: String
  /// When the footer is short, the lowest priority goes first; 0 is never shown there. Back and help always stay.
  package let hintPriority: Int
  /// Empty for a command of the palette only.
  package internal(set) var keys: [ContextKeys]

  init(
    _ command: Command, hint: String = "", priority: Int = 0, keys: [ContextKeys] = []
  ) {
    self.command = command
    self.hint = hint
    hintPriority = priority
    self.keys = keys
  }

  /// Every place where the command has a key.
  var contexts: KeyContexts { keys.reduce([]) { $0.and($1.contexts) } }

  /// Its keys in one place, the one to show first.
  func keys(in place: KeyContext) -> [KeyPress] {
    keys.filter { $0.contexts.contains(place) }.flatMap(\.keys)
  }

  /// The footer's name for the command in `place`; nil where it is not shown.
  func hint(in place: KeyContext) -> String? {
    guard hintPriority > 0, let found = keys.first(where: { $0.contexts.contains(place) }) else { return nil }
    let text = found.hint ?? hint
    return text.isEmpty ? nil : text
  }
}

extension KeyPress {
  static func bare(_ character: Character) -> KeyPress { KeyPress(.character(character)) }
  static func control(_ character: Character) -> KeyPress { KeyPress(.character(character), .control) }
  static func alt(_ character: Character) -> KeyPress { KeyPress(.character(character), .alt) }
  static func function(_ number: Int) -> KeyPress { KeyPress(.function(number)) }
}
