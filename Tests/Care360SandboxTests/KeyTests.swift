import Care360Sandbox
import Foundation
import Testing

/// A sandbox's key and token are nobody else's to know.
struct KeyTests {
  private static let bundles = "/api/v1/organization/bundles"

  @Test func everySandboxHasKeysOfItsOwn() async throws {
    let (one, other) = (try Sandbox(), try Sandbox())
    #expect(Set([one.apiKey, one.secondApiKey, other.apiKey, other.secondApiKey]).count == 4)
    #expect(one.token != other.token)
    #expect(one.apiKey.hasPrefix(Sandbox.keyStart) && one.apiKey.count > 40)
    #expect(try await one.get(Self.bundles).status == 200)
    #expect(try await one.get(Self.bundles, key: other.apiKey).status != 200)
    #expect(try await one.get(Self.bundles, key: "sandbox-key-harbor-000001").status != 200)
  }

  @Test func aWorldInAFileGetsNewKeysWithEachStart() async throws {
    let path = NSTemporaryDirectory() + "casedesk-world-\(UUID().uuidString)"
    defer { unlink(path) }
    let first = try Sandbox(SandboxConfiguration(database: path, patients: 0))
    let second = try Sandbox(SandboxConfiguration(database: path, patients: 0))
    #expect(try await second.get(Self.bundles).status == 200)
    #expect(try await second.get(Self.bundles, key: second.secondApiKey).status == 200)
    #expect(try await second.get(Self.bundles, key: first.apiKey).status != 200)
  }

  @Test func aGivenKeyAndTokenAreAskedFor() async throws {
    var configuration = SandboxConfiguration(patients: 0)
    configuration.apiKey = "given-key"
    configuration.token = "given-token"
    let sandbox = try Sandbox(configuration)
    #expect(sandbox.apiKey == "given-key" && sandbox.token == "given-token")
    #expect(try await sandbox.get(Self.bundles, key: "given-key").status == 200)
  }
}
