extension TextBuffer {
  /// Replaces a range and leaves the cursor after what was put in. Where old and new text meet, marks join their letter
  /// and halves of a flag their other half, so the characters stay those of `text`, at a cost that does not grow
  /// with the length of the text.
  mutating func splice(_ range: Range<Int>, with inserted: String) {
    // The text before one character to the left cannot change: segmentation looks back no further than its start.
    let start = max(0, range.lowerBound - 1)
    var end = range.upperBound
    while end < characters.count {
      end += 1
      if characters[end - 1].endsSegmentation { break }
    }
    let before = String(characters[start..<range.lowerBound]) + inserted
    let joined = Array(before + String(characters[range.upperBound..<end]))
    let wanted = before.unicodeScalars.count
    var passed = 0
    var length = 0
    while length < joined.count, passed < wanted {
      passed += joined[length].unicodeScalars.count
      length += 1
    }
    replaceCharacters(start..<end, with: joined, cursor: start + length)
  }
}

extension TextBuffer {
  /// Swaps the line of the cursor with the line above or below, and moves the cursor along; false when there is no such
  /// line.
  mutating func moveLine(up: Bool) -> Bool {
    let own = lineStart..<lineEnd
    guard up ? own.lowerBound > 0 : own.upperBound < characters.count else { return false }
    var other = self
    other.cursor = up ? own.lowerBound - 1 : own.upperBound + 1
    let neighbour = other.lineStart..<other.lineEnd
    let (first, second) = up ? (neighbour, own) : (own, neighbour)
    let swapped = Array(characters[second]) + ["\n"] + Array(characters[first])
    let shift = up ? -(neighbour.count + 1) : neighbour.count + 1
    replaceCharacters(first.lowerBound..<second.upperBound, with: swapped, cursor: cursor + shift)
    return true
  }
}

extension Character {
  /// True when text before this character cannot change how the text after it is split: the character is no half of a
  /// flag, no part of a joined emoji, and no part of a conjunct (Indic scripts).
  fileprivate var endsSegmentation: Bool {
    guard let first = unicodeScalars.first else { return true }
    switch first.value {
    case 0xA9, 0xAE: return false
    case ..<0x300: return true
    case 0x3040...0x30FF: return first.value != 0x3099 && first.value != 0x309A
    default: return first.properties.isIdeographic
    }
  }
}
