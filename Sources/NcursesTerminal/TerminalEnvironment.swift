import Glibc
package import Terminal

/// The environment's description of the terminal, as plain values, so that tests can supply it too.
package struct TerminalEnvironment: Hashable, Sendable {
  let variables: [String: String]

  package init(_ variables: [String: String]) {
    self.variables = variables
  }

  /// The variables of this process that are looked at.
  package static var current: TerminalEnvironment {
    let names = [
      "TERM", "COLORTERM", "NO_COLOR", "ESCDELAY", "LC_ALL", "LC_CTYPE", "LANG", "LINES", "COLUMNS", "TMUX", "STY",
      "TERMINFO", "TERMINFO_DIRS", "HOME",
    ]
    // Growing it would look through every conformance of the program.
    var found = [String: String](minimumCapacity: names.count)
    for name in names {
      if let value = getenv(name) { found[name] = String(cString: value) }
    }
    return TerminalEnvironment(found)
  }

  /// The terminal's name, if it is safe to look up: the terminal database is a tree of files.
  package func type() throws(NcursesTerminalError) -> String {
    guard let name = variables["TERM"], !name.isEmpty else { throw .typeNotSet }
    let isName = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"),
        UInt8(ascii: "."):
        true
      default: false
      }
    }
    guard isName, name.utf8.count <= 64, !name.hasPrefix("."), !name.hasPrefix("-") else { throw .typeNotAName }
    return name
  }

  /// The direct-colour variant of `type`'s description, worth a try when COLORTERM promises direct colours.
  package func directTwin(of type: String) -> String? {
    guard let promise = variables["COLORTERM"], promise == "truecolor" || promise == "24bit" else { return nil }
    guard !type.hasSuffix("-direct") else { return nil }
    let suffix = "-256color"
    let base = type.hasSuffix(suffix) ? String(type.dropLast(suffix.count)) : type
    return base + "-direct"
  }

  /// NO_COLOR set to anything but the empty text.
  package var refusesColor: Bool { variables["NO_COLOR"].map { !$0.isEmpty } ?? false }

  /// How long a lone Escape waits for the rest of a key, in milliseconds: ESCDELAY from 0 to 1000, else 50.
  package var escapeDelay: Int32 {
    guard let value = variables["ESCDELAY"].flatMap({ Int32($0) }), (0...1000).contains(value) else { return 50 }
    return value
  }

  /// The size that LINES and COLUMNS give; nil where one is missing or cannot be worked with.
  package var size: Size? {
    guard let rows = variables["LINES"].flatMap({ Int($0) }), let columns = variables["COLUMNS"].flatMap({ Int($0) }),
      (1...500).contains(rows), (1...1000).contains(columns)
    else { return nil }
    return Size(columns: columns, rows: rows)
  }

  /// True inside tmux or screen: both accept OSC 52, but pass it on only when they are configured to.
  package var isMultiplexed: Bool {
    let type = variables["TERM"] ?? ""
    return ["TMUX", "STY"].contains { variables[$0]?.isEmpty == false }
      || ["tmux", "screen"].contains { type == $0 || type.hasPrefix($0 + "-") || type.hasPrefix($0 + ".") }
  }

  /// True when the locale asked for names UTF-8, installed here or not.
  package var asksForUTF8: Bool {
    let asked = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { variables[$0] }.first { !$0.isEmpty } ?? ""
    let upper = asked.uppercased()
    return upper.hasSuffix("UTF-8") || upper.hasSuffix("UTF8")
  }
}

/// Abilities of terminal kinds beyond their description, recognized by name.
enum TerminalFamily {
  private static let modern = [
    "xterm", "screen", "tmux", "rxvt", "alacritty", "kitty", "foot", "wezterm", "st", "vte", "gnome", "konsole",
    "ghostty", "contour", "mlterm", "putty", "iterm", "iTerm", "nsterm", "mintty", "ms-terminal",
  ]

  /// Knows bracketed paste, implicit bidirectional text and OSC 52, or ignores them without a trace.
  static func isModern(_ type: String) -> Bool {
    modern.contains { type == $0 || type.hasPrefix($0 + "-") || type.hasPrefix($0 + ".") }
  }

  /// True for terminals that give a combining mark its own cell.
  static func drawsMarksApart(_ type: String) -> Bool {
    type == "linux" || type.hasPrefix("linux-") || type.hasPrefix("vt") && !type.hasPrefix("vte")
  }
}
