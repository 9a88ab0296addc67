import TestSupport

/// A promise that holds for every input. A fuzz target and an ordinary test ask for it by the same code.
package protocol Law: Sendable {
  /// Inputs to begin with.
  static var seeds: [[UInt8]] { get }
  init() async throws
  /// Throws where the promise does not hold. One input is tried at a time.
  func hold(for input: [UInt8]) async throws
}

/// A promise that was not kept, in words.
package struct Breach: Error, CustomStringConvertible {
  package let description: String

  package init(description: String) { self.description = description }
}

package func demand(_ holds: Bool, _ breach: @autoclosure () -> String) throws {
  guard holds else { throw Breach(description: breach()) }
}

extension Law {
  /// The breach by `input`; nil where the promise holds.
  package func breach(by input: [UInt8]) async -> String? {
    do {
      try await hold(for: input)
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// The breaches by the seeds and by `rounds` changes of them, the same in every run, each with its input.
  package static func breaches(rounds: Int) async throws -> [String] {
    let law = try await Self()
    var numbers = SeededGenerator(seed: 1)
    var inputs = seeds
    for _ in 0..<rounds { inputs.append(changed(seeds, &numbers)) }
    var breaches: [String] = []
    for input in inputs {
      if let breach = await law.breach(by: input) { breaches.append("\(breach): \(input)") }
    }
    return breaches
  }

  /// One of the inputs after a few changes: bytes turned, taken away or put in, among them parts of other inputs.
  private static func changed(_ inputs: [[UInt8]], _ numbers: inout SeededGenerator) -> [UInt8] {
    var input = inputs.randomElement(using: &numbers) ?? []
    for _ in 0..<Int.random(in: 1...4, using: &numbers) {
      let place = Int.random(in: 0...input.count, using: &numbers)
      let end = min(input.count, place + Int.random(in: 1...8, using: &numbers))
      let other = inputs.randomElement(using: &numbers) ?? []
      switch Int.random(in: 0..<4, using: &numbers) {
      case 0: input.removeSubrange(place..<end)
      case 1: for index in place..<end { input[index] ^= 1 << UInt8.random(in: 0..<8, using: &numbers) }
      case 2: input.insert(UInt8.random(in: 0...255, using: &numbers), at: place)
      default:
        let start = Int.random(in: 0...other.count, using: &numbers)
        input.insert(contentsOf: other[start...].prefix(12), at: place)
      }
    }
    return input
  }
}

/// Reads an input as choices, from its beginning on; those beyond its end are zero.
package struct Choices {
  package private(set) var rest: ArraySlice<UInt8>

  package init(_ input: [UInt8]) { rest = input[...] }

  package mutating func next() -> Int { Int(rest.popFirst() ?? 0) }

  /// Below `end`, which is above zero.
  package mutating func next(below end: Int) -> Int { (next() << 8 | next()) % end }

  /// `original` as the rest of the input changes it; nil: it is removed.
  package mutating func change(_ original: [UInt8]) -> [UInt8]? {
    var bytes = original
    switch next() % 4 {
    case 0: return Array(rest)
    case 1:
      while !rest.isEmpty, !bytes.isEmpty { bytes[next(below: bytes.count)] ^= UInt8(next()) }
      return bytes
    case 2:
      let place = next(below: bytes.count + 1)
      bytes.replaceSubrange(place..<min(bytes.count, place + next()), with: rest)
      return bytes
    default: return nil
    }
  }
}
