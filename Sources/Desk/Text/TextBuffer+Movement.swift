extension TextBuffer {
  /// The start of the line the cursor is on.
  var lineStart: Int {
    var index = cursor
    while index > 0, characters[index - 1] != "\n" { index -= 1 }
    return index
  }

  /// The end of the line the cursor is on, before its break.
  var lineEnd: Int {
    var index = cursor
    while index < characters.count, characters[index] != "\n" { index += 1 }
    return index
  }

  /// Readline's backward-word: past characters that are not letters or digits, then past letters and digits.
  var wordStart: Int {
    var index = cursor
    while index > 0, !characters[index - 1].isWordPart { index -= 1 }
    while index > 0, characters[index - 1].isWordPart { index -= 1 }
    return index
  }

  /// Readline's forward-word: to the end of the next run of letters and digits.
  var wordEnd: Int {
    var index = cursor
    while index < characters.count, !characters[index].isWordPart { index += 1 }
    while index < characters.count, characters[index].isWordPart { index += 1 }
    return index
  }

  /// The place where readline's unix-word-rubout stops: here white space alone separates words.
  var blankSeparatedStart: Int {
    var index = cursor
    while index > 0, characters[index - 1].isWhitespace { index -= 1 }
    while index > 0, !characters[index - 1].isWhitespace { index -= 1 }
    return index
  }

  /// False when the cursor cannot go there or is there.
  mutating func move(to index: Int) -> Bool {
    guard index != cursor, (0...characters.count).contains(index) else { return false }
    cursor = index
    return true
  }

  /// To the same column of the line above or below; false on the first or last line.
  mutating func moveByLine(up: Bool) -> Bool {
    let start = lineStart
    let end = lineEnd
    guard up ? start > 0 : end < characters.count else { return false }
    let column = aimedColumn ?? cursor - start
    aimedColumn = column
    cursor = up ? start - 1 : end + 1
    cursor = min(lineStart + column, lineEnd)
    return true
  }
}

extension TextEdit {
  /// Up or down.
  var isVertical: Bool {
    switch self {
    case .lineUp, .lineDown, .drawnLine: true
    default: false
    }
  }
}

extension Character {
  fileprivate var isWordPart: Bool { isLetter || isNumber }
}
