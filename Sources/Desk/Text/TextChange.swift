/// The change of one edit to a text: the removed and inserted characters, and their place. Positions are those of the
/// text before and after the edit; a text of any length has small changes.
struct TextChange: Hashable, Sendable {
  private(set) var start: Int
  private(set) var removed: [Character]
  private(set) var inserted: [Character]
  private(set) var cursorBefore: Int
  private(set) var cursorAfter: Int

  /// Nil when both are the same. A beginning or end that both share is left out.
  init?(start: Int, removed: ArraySlice<Character>, inserted: ArraySlice<Character>, cursor: (Int, Int)) {
    let shorter = min(removed.count, inserted.count)
    let head = zip(removed, inserted).prefix { $0 == $1 }.count
    let tail = zip(removed.reversed(), inserted.reversed()).prefix(shorter - head).prefix { $0 == $1 }.count
    self.start = start + head
    self.removed = Array(removed.dropFirst(head).dropLast(tail))
    self.inserted = Array(inserted.dropFirst(head).dropLast(tail))
    (cursorBefore, cursorAfter) = cursor
    guard !self.removed.isEmpty || !self.inserted.isEmpty else { return nil }
  }

  /// In characters.
  var count: Int { removed.count + inserted.count }

  /// Takes in the change that came next; false, and nothing changed, where the two do not touch.
  mutating func absorb(_ next: TextChange) -> Bool {
    let end = start + inserted.count
    let nextEnd = next.start + next.removed.count
    guard next.start <= end, nextEnd >= start else { return false }
    // Characters that the next change removed outside this change's text were in the original text.
    removed = next.removed.prefix(max(0, start - next.start)) + removed + next.removed.suffix(max(0, nextEnd - end))
    if next.start == end, next.removed.isEmpty {
      // Continued typing: appending avoids a copy of the long run at every key.
      inserted += next.inserted
    } else {
      let kept = (head: max(0, next.start - start), tail: max(0, end - nextEnd))
      inserted.replaceSubrange(kept.head..<inserted.count - kept.tail, with: next.inserted)
    }
    start = min(start, next.start)
    cursorAfter = next.cursorAfter
    return true
  }
}

extension TextBuffer {
  /// Makes a change again that was made to this text, or takes it back.
  mutating func travel(_ change: TextChange, back: Bool) {
    let (old, new) = back ? (change.inserted, change.removed) : (change.removed, change.inserted)
    setCharacters(change.start..<change.start + old.count, to: new)
    cursor = back ? change.cursorBefore : change.cursorAfter
  }
}
