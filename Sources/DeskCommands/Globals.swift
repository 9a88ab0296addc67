/// The values of the options of every command: `GlobalOptions` describes each of them.
struct Globals: Sendable, Equatable {
  var profile: String?
  var sandbox = false
  var config: String?
  var baseURL: String?
  var apiKeyFile: String?
  var tokenFile: String?
  var purpose: String?
  var readOnly = false
  var json = false
  var theme: String?
  var ascii = false
  var noColor = false
  var accessible = false
  var logFile: String?
  var logLevel = LogLevel.info

  /// A sentence about options that contradict each other; nil: none do.
  var problem: String? {
    guard sandbox, let profile, profile != "sandbox" else { return nil }
    return "--sandbox means --profile sandbox: leave out one of the two."
  }
}

extension Globals {
  /// The options of a command line that has no other words, which opens the screen. They are read without the parser, which
  /// takes a third of the work to the first frame. Nil for all that is not plainly right, which the parser words.
  static func plain(_ words: [String]) -> Globals? {
    var options = Globals()
    var seen: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard !seen.contains(parts[0]) else { return nil }
      seen.append(parts[0])
      if parts.count == 1, options.isFlag(parts[0]) { continue }
      guard let value = parts.count == 2 ? parts[1] : rest.popFirst(), !value.isEmpty, !value.hasPrefix("-"),
        options.take(value, of: parts[0])
      else { return nil }
    }
    return options.problem == nil ? options : nil
  }

  private mutating func isFlag(_ name: String) -> Bool {
    switch name {
    case "--sandbox": sandbox = true
    case "--read-only": readOnly = true
    case "--json": json = true
    case "--ascii": ascii = true
    case "--no-color": noColor = true
    case "--accessible": accessible = true
    default: return false
    }
    return true
  }

  private mutating func take(_ value: String, of name: String) -> Bool {
    switch name {
    case "--profile": profile = value
    case "--config": config = value
    case "--base-url": baseURL = value
    case "--api-key-file": apiKeyFile = value
    case "--token-file": tokenFile = value
    case "--purpose": purpose = value
    case "--theme": theme = value
    case "--log-file": logFile = value
    case "--log-level":
      guard let level = LogLevel(rawValue: value) else { return false }
      logLevel = level
    default: return false
    }
    return true
  }
}
