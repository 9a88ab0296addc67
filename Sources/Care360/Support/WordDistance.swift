/// How far a word is from another that may have been meant.
package enum WordDistance {
  /// The number of letters to add, leave out, change or swap with the next one (optimal string alignment).
  package static func between(_ one: String, _ other: String) -> Int {
    let (one, other) = (Array(one.utf8), Array(other.utf8.prefix(64)))
    var rows = [Array(0...other.count)]
    for (i, letter) in one.enumerated() {
      var row = [i + 1]
      for (j, otherLetter) in other.enumerated() {
        var cost = min(rows[i][j] + (letter == otherLetter ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, letter == other[j - 1], one[i - 1] == otherLetter { cost = min(cost, rows[i - 1][j - 1] + 1) }
        row.append(cost)
      }
      rows.append(row)
    }
    return rows.last?.last ?? 0
  }

  /// The word of `words` that `word` was probably meant to be; nil when none is close.
  package static func nearest(to word: String, among words: [String]) -> String? {
    words.map { ($0, between($0, word)) }.min { $0.1 < $1.1 }.flatMap { $0.1 <= 2 ? $0.0 : nil }
  }
}
