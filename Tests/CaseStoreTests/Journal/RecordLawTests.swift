import DataLaws
import FuzzLaws
import Testing

struct RecordLawTests {
  @Test func anyBytesInTheRecordAreReportedUnlessTheyWereWrittenThere() async throws {
    #expect(try await RecordLaw.breaches(rounds: 10) == [])
  }
}
