import Testing

@testable import Desk

/// Without a client everything that asks for one has an answer, before and after it was known that there is none.
@MainActor
struct FailedStartScreenTests {
  private static let problem = "The API key file cannot be read."

  @Test func theRecordSaysWhyItCannotBeRead() async throws {
    let driver = try await DeskDriver.open(startProblem: Self.problem)
    driver.expect(Self.problem)
    await driver.run("activity")
    driver.expect("My activity", Self.problem)
    driver.expectNot("Reading the record")
  }

  @Test func readingTheSecretsAgainEnds() async throws {
    let driver = try await DeskDriver.open(startProblem: Self.problem)
    await driver.run("credentials")
    driver.expect("The API key and access token were read again.", Self.problem)
  }
}
