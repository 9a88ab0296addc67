import Care360
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Credentials

struct CredentialsTests {
  @Test func aSecretIsReadOnceAndAgainWhenItWasRefused() async throws {
    let folder = try TestFolder()
    let path = try folder.file("key", "first")
    let credentials = Credentials(CredentialPlan(apiKey: .file(path)))
    #expect(await outcome(credentials) == "first")
    _ = try folder.file("key", "second")
    #expect(await outcome(credentials) == "first")
    #expect(await outcome(credentials, refused: true) == "second")
    #expect(await outcome(credentials) == "second")
  }

  @Test func aFailureIsNotRemembered() async throws {
    let folder = try TestFolder()
    let credentials = Credentials(CredentialPlan(apiKey: .file(folder.path + "/key")))
    #expect(await outcome(credentials).contains("does not exist"))
    _ = try folder.file("key", "now")
    #expect(await outcome(credentials) == "now")
  }

  @Test func keyAndTokenAreKeptApart() async throws {
    let folder = try TestFolder()
    let credentials = Credentials(
      CredentialPlan(apiKey: .file(try folder.file("key", "k")), token: .file(try folder.file("token", "t"))))
    #expect(await outcome(credentials, .apiKey) == "k")
    #expect(await outcome(credentials, .token) == "t")
  }

  @Test func eachSecretThatIsReadOrPastedIsToldByItsFingerprint() async throws {
    let folder = try TestFolder()
    let told = Mutex<[String]>([])
    let credentials = Credentials(
      CredentialPlan(apiKey: .file(try folder.file("key", "k")), token: .file(try folder.file("token", "t")))
    ) { kind, fingerprint in told.withLock { $0.append("\(kind.rawValue) \(fingerprint)") } }
    for _ in 0..<2 {
      #expect(await outcome(credentials, .apiKey) == "k")
      #expect(await outcome(credentials, .token) == "t")
    }
    await credentials.replaceToken(try Secret(validating: "pasted".utf8))
    func fingerprint(_ text: String) -> String { Fingerprint.of(Array(text.utf8)) }
    #expect(
      told.withLock { $0 } == [
        "apiKey \(fingerprint("k"))", "token \(fingerprint("t"))", "token \(fingerprint("pasted"))",
      ])
  }

  @Test func whatIsNotConfiguredIsSaidSo() async {
    let credentials = Credentials(CredentialPlan())
    #expect(await outcome(credentials, .apiKey) == "not configured")
    #expect(await outcome(credentials, .token) == "not configured")
  }

  @Test func aFixedSecretIsGivenAgainAfterARefusal() async throws {
    let secret = try Secret(validating: "sandbox-key".utf8)
    let credentials = Credentials(CredentialPlan(apiKey: .fixed(secret)))
    #expect(await outcome(credentials) == "sandbox-key")
    #expect(await outcome(credentials, refused: true) == "sandbox-key")
  }

  @Test func aPastedTokenWinsUntilItIsRefused() async throws {
    let folder = try TestFolder()
    let credentials = Credentials(CredentialPlan(token: .file(try folder.file("token", "from-file"))))
    #expect(await outcome(credentials, .token) == "from-file")
    await credentials.replaceToken(try Secret(validating: "pasted".utf8))
    #expect(await outcome(credentials, .token) == "pasted")
    #expect(await outcome(credentials, .token, refused: true) == "from-file")
  }

  @Test func aPastedTokenServesWhereNoneIsConfigured() async throws {
    let credentials = Credentials(CredentialPlan())
    await credentials.replaceToken(try Secret(validating: "pasted".utf8))
    #expect(await outcome(credentials, .token) == "pasted")
    #expect(await outcome(credentials, .apiKey) == "not configured")
  }

  @Test func askingAtTheSameTimeRunsTheCommandOnce() async throws {
    let folder = try TestFolder()
    let log = folder.path + "/log"
    let command = ["/bin/sh", "-c", "echo run >> \(log); echo test-key-1"]
    let credentials = Credentials(CredentialPlan(apiKey: .command(command)))
    let answers = await withTaskGroup(of: String.self) { group in
      for _ in 0..<8 { group.addTask { await outcome(credentials) } }
      return await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(answers == ["test-key-1"])
    #expect(try String(contentsOfFile: log, encoding: .utf8) == "run\n")
  }

  @Test func forgettingReadsAgain() async throws {
    let folder = try TestFolder()
    let credentials = Credentials(CredentialPlan(apiKey: .file(try folder.file("key", "first"))))
    #expect(await outcome(credentials) == "first")
    _ = try folder.file("key", "second")
    await credentials.forget()
    #expect(await outcome(credentials) == "second")
  }
}
