/// Where the keys of a valid TOML text are. The parser tells places of syntax errors only.
///
/// Keys inside inline tables have the place of the key they belong to. The nth table of an array, `[[name]]`, has the path
/// `name`, `n`, counted from 1.
struct TOMLPlaces {
  struct Place: Hashable {
    /// From 1.
    let line: Int
    /// From 1, in characters.
    let column: Int
  }

  /// The first table header that begins with none of the characters of a key. The parser ends the program there instead of
  /// refusing it.
  private(set) var brokenHeader: Place?
  private var places: [[String]: Place] = [:]

  init(_ text: String) {
    var section: [String] = []
    var value = TOMLValueScanner()
    var counts: [[String]: Int] = [:]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard !value.isOpen else {
        value.scan(line)
        continue
      }
      let start = line.firstIndex { !Self.isBlank($0) } ?? line.endIndex
      guard start < line.endIndex, line[start] != "#" else { continue }
      let place = Place(line: index + 1, column: line.distance(from: line.startIndex, to: start) + 1)
      if line[start] == "[" {
        checkHeader(line, from: start, index + 1)
        section = Self.path(line[start...].drop { $0 == "[" }, until: "]").path
        note(section, place)
        if line[start...].hasPrefix("[[") {
          counts[section, default: 0] += 1
          section.append(String(counts[section, default: 0]))
          note(section, place)
        }
      } else {
        let (path, rest) = Self.path(line[start...], until: "=")
        note(section + path, place)
        value.scan(rest)
      }
    }
  }

  /// The place of this key, else of the nearest table it is in.
  func place(of path: [String]) -> Place? {
    var path = path
    while !path.isEmpty {
      if let place = places[path] { return place }
      path.removeLast()
    }
    return nil
  }

  private mutating func checkHeader(_ line: Substring, from start: Substring.Index, _ number: Int) {
    let brackets = line[start...].hasPrefix("[[") ? 2 : 1
    let name = line[start...].dropFirst(brackets).drop(while: Self.isBlank)
    let isKey =
      switch name.utf8.first ?? 0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "\""),
        UInt8(ascii: "'"):
        true
      default: false
      }
    guard !isKey, brokenHeader == nil else { return }
    brokenHeader = Place(line: number, column: line.distance(from: line.startIndex, to: name.startIndex) + 1)
  }

  /// The parser passes over more than spaces and tabs in front of a line.
  private static func isBlank(_ character: Character) -> Bool { character.isWhitespace || character == "\u{FEFF}" }

  /// No key that means anything is deeper.
  private static let deepest = 8

  private mutating func note(_ path: [String], _ place: Place) {
    let path = Array(path.prefix(Self.deepest))
    if places[path] == nil { places[path] = place }
    // `a.b = 1` makes a table `a` without a line of its own.
    for length in 1..<max(path.count, 1) where places[Array(path.prefix(length))] == nil {
      places[Array(path.prefix(length))] = place
    }
  }

  /// The parts of a dotted key, and what follows `end`.
  private static func path(_ text: Substring, until end: Character) -> (path: [String], rest: Substring) {
    var parts: [String] = [""]
    var quote: Character?
    var index = text.startIndex
    while index < text.endIndex {
      let character = text[index]
      index = text.index(after: index)
      if let open = quote {
        if character == open { quote = nil } else { parts[parts.count - 1].append(character) }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == end {
        break
      } else if character == "." {
        parts.append("")
      } else if character != " ", character != "\t" {
        parts[parts.count - 1].append(character)
      }
    }
    return (parts, text[index...])
  }
}

/// Follows a value over lines: multi-line strings and arrays.
struct TOMLValueScanner {
  private var depth = 0
  private var multiline: Character?

  /// True when the value goes on in the next line.
  var isOpen: Bool { depth > 0 || multiline != nil }

  mutating func scan(_ line: Substring) {
    var rest = line
    var quote: Character?
    while let character = rest.first {
      let open = quote ?? multiline
      if let open {
        if open == "\"", character == "\\" {
          rest = rest.dropFirst(2)
          continue
        }
        if character == open {
          if quote != nil {
            quote = nil
          } else if rest.hasPrefix(String(repeating: open, count: 3)) {
            multiline = nil
            rest = rest.dropFirst(2)
          }
        }
      } else {
        switch character {
        case "#": return
        case "\"", "'":
          if rest.hasPrefix(String(repeating: character, count: 3)) {
            multiline = character
            rest = rest.dropFirst(2)
          } else {
            quote = character
          }
        case "[", "{": depth += 1
        case "]", "}": depth -= 1
        default: break
        }
      }
      rest = rest.dropFirst()
    }
  }
}
