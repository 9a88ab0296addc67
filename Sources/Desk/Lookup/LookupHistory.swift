/// The identifiers that were looked up, newest first, each once. In memory only, and gone with the lock.
struct LookupHistory: Sendable {
  static let most = 50

  private(set) var texts: [String] = []
  /// The text that was brought back and is still in the box.
  private var place: Int?

  mutating func remember(_ text: String) {
    texts = Array(([text] + texts.filter { $0 != text }).prefix(Self.most))
    place = nil
  }

  /// The box was changed by other means.
  mutating func leave() { place = nil }

  /// The text that is one older than that of the box; nil where the box holds a text of its own, or there is none older.
  mutating func older(than text: String) -> String? {
    let current = place ?? texts.firstIndex(of: text)
    guard current != nil || text.isEmpty, let next = current.map({ $0 + 1 }) ?? texts.indices.first,
      texts.indices.contains(next)
    else { return nil }
    place = next
    return texts[next]
  }

  /// The text that is one newer than the one brought back, the empty one in the end; nil where none was.
  mutating func newer() -> String? {
    guard let current = place else { return nil }
    place = current == 0 ? nil : current - 1
    return place.map { texts[$0] } ?? ""
  }

  mutating func forget(_ forgotten: Set<String>) {
    texts.removeAll(where: forgotten.contains)
    place = nil
  }

  /// The patient is found by another text now.
  mutating func follow(from old: String, to new: String) {
    var seen: Set<String> = []
    texts = texts.map { $0.lowercased() == old.lowercased() ? new : $0 }.filter { seen.insert($0).inserted }
    place = nil
  }

  mutating func wipe() { self = LookupHistory() }
}
