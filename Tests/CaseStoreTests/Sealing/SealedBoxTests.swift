import Sealing
import Testing

@testable import CaseStore

struct SealedBoxTests {
  private let binding = SealedBox.binding([1], [2])

  @Test func whatWasSealedOpens() throws {
    let key = try GuardedBytes.random(count: 32)
    for plain in [[], [7], Array("a longer text".utf8)] as [[UInt8]] {
      let box = try SealedBox.seal(plain, boundTo: binding, with: key)
      #expect(try SealedBox.open(box, boundTo: binding, with: key) == plain)
    }
  }

  @Test func theSameTextIsNeverSealedAlike() throws {
    let key = try GuardedBytes.random(count: 32)
    let boxes = try (0..<50).map { _ in try SealedBox.seal([1, 2, 3], boundTo: binding, with: key) }
    #expect(Set(boxes).count == 50)
  }

  @Test func everyFlippedBitIsRefused() throws {
    let key = try GuardedBytes.random(count: 32)
    let box = try SealedBox.seal(Array("text".utf8), boundTo: binding, with: key)
    for index in box.indices {
      for bit in 0..<8 {
        var changed = box
        changed[index] ^= 1 << bit
        #expect(throws: SealingProblem.tampered) { _ = try SealedBox.open(changed, boundTo: binding, with: key) }
      }
      #expect(throws: SealingProblem.tampered) {
        _ = try SealedBox.open(Array(box[..<index]), boundTo: binding, with: key)
      }
    }
  }

  @Test func anotherBindingOrKeyIsRefused() throws {
    let key = try GuardedBytes.random(count: 32)
    let box = try SealedBox.seal([1], boundTo: binding, with: key)
    let other = SealedBox.binding([1, 2], [])
    #expect(other != binding)
    #expect(throws: SealingProblem.tampered) { _ = try SealedBox.open(box, boundTo: other, with: key) }
    let stranger = try GuardedBytes.random(count: 32)
    #expect(throws: SealingProblem.tampered) { _ = try SealedBox.open(box, boundTo: binding, with: stranger) }
  }

  @Test func theManifestSurvivesItsBytes() {
    var manifest = Manifest()
    manifest.version = 1 << 40
    for number in 0..<5 {
      let id = Array(repeating: UInt8(number), count: 32)
      manifest.rows[Manifest.Key(table: UInt8(number), id: .init(id))] = Int64(number) * 1_000_003
    }
    #expect(Manifest(manifest.bytes) == manifest)
    #expect(Manifest(Array(manifest.bytes.dropLast())) == nil)
    #expect(Manifest([]) == nil)
  }
}
