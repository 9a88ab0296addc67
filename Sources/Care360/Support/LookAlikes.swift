/// Letters of one alphabet that look like letters of another.
public enum LookAlikes {
  /// The words of `text` that mix letters of Latin, Greek, Cyrillic, Armenian or Cherokee, so that one may stand for
  /// another, each once.
  public static func mixedWords(in text: String) -> [String] {
    var words: [String] = []
    for word in text.split(whereSeparator: { !$0.isLetter }) where scripts(of: word).count > 1 {
      let word = String(word)
      if !words.contains(word) { words.append(word) }
    }
    return words
  }

  /// A warning for a confirmation whose names have such words; nil when there are none.
  public static func warning(about text: String) -> String? {
    let words = mixedWords(in: text)
    guard !words.isEmpty else { return nil }
    let verb = words.count == 1 ? "mixes" : "mix"
    return "Look closely: \(words.joined(separator: ", ")) \(verb) letters from different alphabets."
  }

  private enum Script {
    case latin, greek, cyrillic, armenian, cherokee
  }

  private static func scripts(of word: Substring) -> Set<Script> {
    Set(word.unicodeScalars.compactMap(script))
  }

  private static func script(of scalar: Unicode.Scalar) -> Script? {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF, 0xFF21...0xFF3A, 0xFF41...0xFF5A: .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: .greek
    case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: .cyrillic
    case 0x530...0x58F: .armenian
    case 0x13A0...0x13FF, 0xAB70...0xABBF: .cherokee
    default: nil
    }
  }
}
