import DataLaws
import FuzzLaws
import Testing

struct FileLawTests {
  @Test func anyFileGivesAValueOrSentencesThatCanBePrinted() async throws {
    #expect(try await FileLaw.breaches(rounds: 500) == [])
  }
}
