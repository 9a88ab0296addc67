import FuzzLaws
import Testing

struct InputLawTests {
  @Test func anyBytesAreTheSameInputHoweverTheyAreCut() async throws {
    #expect(try await InputLaw.breaches(rounds: 300) == [])
  }
}
