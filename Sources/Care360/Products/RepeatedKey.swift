import FoundationEssentials

/// Finds a key that stands twice in one object. JSON leaves open which of the two counts, and decoders drop one without a
/// word; what a person wrote is to be sent as it stands, or not at all.
struct RepeatedKey {
  /// An object or array that is open.
  private struct Level {
    /// Nil in an array.
    var keys: Set<String>?
    /// The part of the path that leads on from here.
    var part = ""
    var index = 0
  }

  private let bytes: [UInt8]
  private var levels: [Level] = []
  private var isKeyNext = false

  /// The path of the first one, as `products[0].id`; nil where there is none.
  ///
  /// - Parameter json: valid JSON.
  static func first(in json: Data) -> String? {
    var finder = RepeatedKey(bytes: Array(json))
    return finder.find()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func find() -> String? {
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "{"):
        levels.append(Level(keys: []))
        isKeyNext = true
      case UInt8(ascii: "["): levels.append(Level(keys: nil, part: "[0]"))
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        levels.removeLast()
        isKeyNext = false
      case UInt8(ascii: ","): next()
      case UInt8(ascii: ":"): isKeyNext = false
      case UInt8(ascii: "\""):
        let end = endOfText(from: index)
        if isKeyNext, let path = note(bytes[index...end]) { return path }
        index = end
      default: break
      }
      index += 1
    }
    return nil
  }

  private mutating func next() {
    guard let last = levels.indices.last else { return }
    isKeyNext = levels[last].keys != nil
    guard !isKeyNext else { return }
    levels[last].index += 1
    levels[last].part = "[\(levels[last].index)]"
  }

  /// The place of the closing quote.
  private func endOfText(from start: Int) -> Int {
    var index = start + 1
    while index < bytes.count - 1, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return index
  }

  /// The path of the key, where the object has it already.
  private mutating func note(_ quoted: ArraySlice<UInt8>) -> String? {
    guard let last = levels.indices.last else { return nil }
    // "\u0061" is the key a.
    let text: String
    do { text = try JSONDecoder().decode(String.self, from: Data(quoted)) } catch { return nil }
    levels[last].part = (last == 0 ? "" : ".") + text
    let isNew = levels[last].keys?.insert(text).inserted ?? true
    return isNew ? nil : levels.map(\.part).joined()
  }
}
