import DataLaws
import FuzzLaws
import Testing

/// The laws of the fuzz targets over their seeds and changes of them.
struct LawTests {
  @Test func anyDocumentSurvivesItsEncoding() async throws { #expect(try await JSONLaw.breaches(rounds: 300) == []) }

  @Test func anIdentifierIsTheSameWhenItIsTypedAsItIsSent() async throws {
    #expect(try await IdentifierLaw.breaches(rounds: 500) == [])
  }

  @Test func anErrorIsToldAsWhatItIs() async throws { #expect(try await AnswerLaw.breaches(rounds: 500) == []) }
}
