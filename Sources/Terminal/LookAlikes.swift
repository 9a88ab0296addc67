/// Letters of other alphabets that pass for one's own.
package enum LookAlikes {
  /// The words of `text` that mix letters of Latin, Greek, Cyrillic, Armenian or Cherokee, so that one may stand for
  /// another; for a warning in a confirmation.
  package static func mixedWords(in text: String) -> [String] {
    text.split { !$0.isLetter }.filter { scripts(of: $0).count > 1 }.map(String.init)
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
