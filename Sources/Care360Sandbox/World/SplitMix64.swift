/// A small generator with a published algorithm (Steele, Lea, Flood 2014), so that a seed gives the same world on every
/// machine and with every version of the standard library.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// The generator of one part of the world: what is drawn for one customer does not move the others.
  init(seed: UInt64, part: Int) {
    var mixer = SplitMix64(seed: seed ^ (UInt64(truncatingIfNeeded: part) &* 0xD6E8_FEB8_6659_FD93))
    state = mixer.next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  mutating func chance(percent: Int) -> Bool {
    integer(0...99) < percent
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[integer(0...elements.count - 1)]
  }

  mutating func uuid() -> String {
    let digits = Array((hex(next()) + hex(next())))
    let groups = [digits[0..<8], digits[8..<12], ["4"] + digits[13..<16], ["a"] + digits[17..<20], digits[20..<32]]
    return groups.map { String($0) }.joined(separator: "-")
  }

  /// A user id: a UUID or, as often, 28 letters and digits. The API documents both kinds.
  mutating func userID() -> String {
    chance(percent: 50)
      ? uuid() : text(length: 28, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
  }

  mutating func text(length: Int, of alphabet: String) -> String {
    let letters = Array(alphabet)
    return String((0..<length).map { _ in pick(letters) })
  }

  private func hex(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
