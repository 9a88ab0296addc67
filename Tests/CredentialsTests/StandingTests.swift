import Care360
import Foundation
import TestSupport
import Testing

@testable import Credentials

struct StandingTests {
  @Test func aFileTellsItsSourceAndFingerprint() async throws {
    let folder = try TestFolder()
    let path = try folder.file("key", "first")
    let credentials = Credentials(CredentialPlan(apiKey: .file(path)))
    let standing = await credentials.standing(.apiKey)
    #expect(standing.source == "the file \(path)")
    // printf first | sha256sum
    #expect(standing.state == .read(fingerprint: "a7937b64b8ca", expires: nil, isNew: nil))
    #expect(await credentials.standing(.apiKey).state == .read(fingerprint: "a7937b64b8ca", expires: nil, isNew: false))
  }

  @Test func readingAgainTellsWhetherItIsAnotherOne() async throws {
    let folder = try TestFolder()
    let credentials = Credentials(CredentialPlan(token: .file(try folder.file("token", "first"))))
    #expect(await outcome(credentials, .token) == "first")
    guard case .read(_, _, isNew: false) = await credentials.standing(.token, readsAgain: true).state else {
      Issue.record("the same token is no new one")
      return
    }
    _ = try folder.file("token", "second")
    guard case .read(_, _, isNew: true) = await credentials.standing(.token, readsAgain: true).state else {
      Issue.record("another token is a new one")
      return
    }
    #expect(await outcome(credentials, .token) == "second")
  }

  @Test func aCommandRunsOnceForOneReadingAgainAndShowsNoArgument() async throws {
    let folder = try TestFolder()
    let log = folder.path + "/log"
    let credentials = Credentials(
      CredentialPlan(token: .command(["/bin/sh", "-c", "echo run >> \(log); echo canary-token"])))
    let standing = await credentials.standing(.token, readsAgain: true)
    #expect(standing.source == "the command echo")
    #expect(try String(contentsOfFile: log, encoding: .utf8) == "run\n")
    #expect(!"\(standing)".contains("canary"))
  }

  @Test func whatCannotBeHadIsSaid() async throws {
    let credentials = Credentials(CredentialPlan(apiKey: .file("/none/key")))
    #expect(await credentials.standing(.token).state == .notConfigured)
    #expect(await credentials.standing(.apiKey).state == .unreadable("The API key file /none/key does not exist."))
  }

  /// Unlocking reads again what has an origin; a pasted token would be gone for good.
  @Test func forgettingKeepsAPastedToken() async throws {
    let folder = try TestFolder()
    let credentials = Credentials(
      CredentialPlan(apiKey: .file(try folder.file("key", "k1")), token: .file(try folder.file("token", "t1"))))
    await credentials.replaceToken(try Secret(validating: "pasted".utf8))
    #expect(await outcome(credentials) == "k1")
    _ = try folder.file("key", "k2")
    await credentials.forget()
    #expect(await outcome(credentials) == "k2")
    #expect(await outcome(credentials, .token) == "pasted")
    #expect(await credentials.standing(.token).source == "a paste")
    #expect(await credentials.standing(.token, readsAgain: true).source == "the file \(folder.path)/token")
  }

  @Test(arguments: [
    // {"exp":1795344120}, {"exp":1795344120.5}
    ("e30.eyJleHAiOjE3OTUzNDQxMjB9.x", 1795344120.0), ("e30.eyJleHAiOjE3OTUzNDQxMjAuNX0.x", 1795344120.5),
  ])
  func aJWTSaysWhenItEnds(token: String, seconds: Double) throws {
    #expect(TokenExpiry.of(try Secret(validating: token.utf8))?.timeIntervalSince1970 == seconds)
  }

  /// No exp, a text, a negative one, one past all years, no JSON, no base64, two parts, opaque.
  @Test(arguments: [
    "e30.e30.x", "e30.eyJleHAiOiIxIn0.x", "e30.eyJleHAiOi0xfQ.x", "e30.eyJleHAiOjFlMzB9.x", "e30.bm8.x", "e30.!!.x",
    "e30.eyJleHAiOjE3OTUzNDQxMjB9", "opaque-token",
  ])
  func otherTokensDoNotSay(token: String) throws {
    #expect(TokenExpiry.of(try Secret(validating: token.utf8)) == nil)
  }
}
