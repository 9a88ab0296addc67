import DataLaws
import FuzzLaws
import Testing

struct StoreLawTests {
  @Test func anyBytesInARowAreRefusedUnlessTheyWereSealedThere() async throws {
    #expect(try await StoreLaw.breaches(rounds: 300) == [])
  }
}
