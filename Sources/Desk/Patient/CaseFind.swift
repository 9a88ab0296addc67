import Care360
import FoundationEssentials

/// A search text for the shown case.
struct CaseFind: Hashable, Sendable {
  /// The text as typed; the box shows it when it is opened again.
  let text: String
  /// Its hits are marked.
  var isMarked = true

  var needle: SearchText { SearchText(text) }
}

/// The hits of a text that was looked for.
package struct FoundText: Hashable, Sendable {
  let needle: SearchText
  /// "find: 3/9"
  package let place: String

  /// The line with every hit in it marked.
  package func marked(_ line: DetailLine) -> DetailLine {
    var line = line
    line.spans = line.spans.flatMap(marked)
    for index in line.cells.indices { line.cells[index].spans = line.cells[index].spans.flatMap(marked) }
    return line
  }

  private func marked(_ span: Span) -> [Span] {
    var parts: [Span] = []
    var rest = span.text.startIndex
    for hit in needle.ranges(in: span.text) {
      if rest < hit.lowerBound { parts.append(Span(String(span.text[rest..<hit.lowerBound]), span.role)) }
      var found = Span(String(span.text[hit]), span.role)
      found.isFound = true
      parts.append(found)
      rest = hit.upperBound
    }
    guard !parts.isEmpty else { return [span] }
    if rest < span.text.endIndex { parts.append(Span(String(span.text[rest...]), span.role)) }
    return parts
  }
}

extension Desk {
  mutating func askForText() {
    let last = shown?.find?.text ?? ""
    let prompt = Prompt(
      "Find in case", placeholder: "text that is shown; masked text is not searched",
      ["Enter goes to the next line with the text; \(name(.findNext)) and \(name(.findPrevious)) go on to others."],
      text: last
    ) { desk, typed, _ in
      desk.findInCase(typed.trimmedText)
      return .success([])
    }
    overlays.open(.prompt(prompt), about: aboutShown)
  }

  /// Moves to the next line below the cursor whose visible text contains `text`, wrapping to the top.
  private mutating func findInCase(_ text: String) {
    guard !SearchText(text).isEmpty else {
      clearFind()
      return
    }
    patient.changeShown { $0.find = CaseFind(text: text) }
    findAgain(forward: true)
  }

  /// Moves to the next or previous hit, wrapping around the end of the case.
  mutating func findAgain(forward: Bool) {
    let hits = hits(at: lastKeyAt)
    guard !hits.isEmpty else {
      say(Span("Not found in the text shown; masked text is not searched.", .warning))
      return
    }
    guard let lines = builtLines(at: lastKeyAt)?.drawn else { return }
    let current = lines.index(of: shown?.selectedID) ?? 0
    let next = forward ? hits.first { $0 > current } ?? hits[0] : hits.last { $0 < current } ?? hits[hits.count - 1]
    setFocus(.caseDetail)
    patient.changeShown { $0.find?.isMarked = true }
    leap(to: lines[next].id, .third)
  }

  /// - Returns: false where nothing was marked.
  @discardableResult
  mutating func clearFind() -> Bool {
    guard shown?.find?.isMarked == true else { return false }
    patient.changeShown { $0.find?.isMarked = false }
    return true
  }

  /// Indices of the lines that have the text.
  private func hits(at now: Date) -> [Int] {
    guard let shown, let find = shown.find, let built = builtLines(at: now) else { return [] }
    return shown.lines.hits(of: find.needle, in: built)
  }

  func found(at now: Date) -> FoundText? {
    guard let shown, let find = shown.find, find.isMarked, let built = builtLines(at: now) else { return nil }
    let hits = shown.lines.hits(of: find.needle, in: built)
    guard !hits.isEmpty else { return nil }
    let selected = built.drawn.index(of: shown.selectedID).flatMap(hits.firstIndex(of:))
    return FoundText(needle: find.needle, place: "find: \(selected.map { String($0 + 1) } ?? "–")/\(hits.count)")
  }

  /// Selects a line and shows it with what follows it.
  mutating func leap(to id: String, _ place: CaseLeap.Place) {
    select(id)
    patient.changeShown { $0.leap = CaseLeap(place: place, number: ($0.leap?.number ?? 0) + 1) }
  }
}

/// A jump to a line from far away.
package struct CaseLeap: Hashable, Sendable {
  package let place: Place
  /// Counts the leaps. Each leap is followed once; after that the person scrolls the list.
  package let number: Int

  package enum Place: Hashable, Sendable {
    /// The line is the first one in view.
    case top
    /// A third of the lines in view stand before it.
    case third
  }

  package init(place: Place, number: Int) {
    self.place = place
    self.number = number
  }
}
