import FuzzLaws
import Testing

struct TextLawTests {
  @Test func anyTextIsSafeAndDrawnAsItIsMeasured() async throws {
    #expect(try await TextLaw.breaches(rounds: 300) == [])
  }
}
