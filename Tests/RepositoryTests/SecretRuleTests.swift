import Testing

/// The repository holds no key, no token and no address of a real person, in any file that is kept.
struct SecretRuleTests {
  /// Beginnings of what looks like a key and opens nothing, by the file or folder that holds it.
  private static let exempt: [String: Set<String>] = [
    // Stores of synthetic data, with the wrapped keys of passphrases that the tests know; hashes of a record.
    "Tests/CaseStoreTests/Fixtures/": [""],
    // A certificate, which is public.
    "Tests/DeskConfigTests/CertificateFileTests.swift": [
      "MIIBhjCC", "GTEXMBUG", "AgEGCCqG", "DADcZRBU", "IJGS1BXa", "ZoH+M5vZ",
    ],
    // Ids as the service writes them.
    "Tests/Care360Tests/": ["5f4dcc3b5aa7", "kJ82hs7d5GhT", "550e8400e29b"],
    // Digits in their order, for links and QR codes of some length.
    "Tests/DeskUITests/Goldens/screen-80x24-reading.txt": ["abcdef0123abcdef0123"],
    "Tests/TerminalTests/Goldens/qr-codes.txt": ["0123456789abcdef", "abcdef0123abcdef0123"],
    // A revision of BoringSSL.
    "Sources/Packaging/README.md": ["8eb25be6fa18"],
  ]

  private static func isExempt(_ finding: SecretScan.Finding, in file: String) -> Bool {
    finding.kind == .random
      && exempt.contains { place, texts in file.hasPrefix(place) && texts.contains { finding.text.contains($0) } }
  }

  @Test func noFileHoldsASecret() throws {
    for file in try Repository.keptFiles() {
      for finding in SecretScan.findings(in: try Repository.bytes(file)) where !Self.isExempt(finding, in: file) {
        Issue.record("\(file):\(finding.line) holds \(finding.kind.rawValue): \(finding.text.prefix(6))…")
      }
    }
  }

  /// An exemption whose text is gone would hide the next one.
  @Test func everyExemptionIsUsed() throws {
    let files = try Repository.keptFiles()
    for (place, texts) in Self.exempt {
      let found = try files.filter { $0.hasPrefix(place) }.flatMap { SecretScan.findings(in: try Repository.bytes($0)) }
      for text in texts { #expect(found.contains { $0.text.contains(text) }, "\(place): \(text)") }
    }
  }

  /// In two halves, so that this file holds none.
  @Test(arguments: [
    (SecretScan.Kind.privateKey, "-----BEGIN RSA PRIVATE" + " KEY-----\nMII"),
    (.privateKey, "-----BEGIN PRIVATE" + " KEY-----"), (.privateKey, "-----BEGIN PGP PRIVATE" + " KEY BLOCK-----"),
    (.token, "id=AKIA" + "IOSFODNN7EXAMPLE"), (.token, "\"ghp_" + String(repeating: "a1B2", count: 9) + "\""),
    (.token, "https://x/github_pat_" + "11ABCDEFG0abcdefghijklmn"), (.token, "xoxb-" + "123456789012-abcdef"),
    (.token, "sk_live_" + "4eC39HqLyjWDarjt"),
    (.token, "//hooks.slack.com/services/T00000000" + "/B00000000/" + String(repeating: "x", count: 24)),
    (.token, "eyJhbGciOiJIUzI1NiJ9" + ".eyJleHAiOjF9." + String(repeating: "q", count: 43)),
    (.bearer, "Authorization: Bearer " + "abcdefghijklmnopqrst"),
    (.random, "key = q8Zk2Lw0VtXn5" + "RbYc7Jd1Hs9PmGa"), (.random, "'q8Zk2/Lw0VtXn+" + "RbYc7Jd1Hs9PmGa=='"),
    (.random, "9f86d081884c7d65" + "9a2feaa0c55ad015"), (.random, "9F86D081884C7D65" + "9A2FEAA0C55AD015"),
    (.random, "\u{0}\u{FF}key=b7kq2m9x4v8n" + "3z6w1r5t0p2j7h4d9f8s\u{0}"),
  ])
  func aSecretIsFound(kind: SecretScan.Kind, text: String) {
    let found = SecretScan.findings(in: Array(("one\ntwo " + text + " three\n").utf8))
    #expect(found.map(\.kind) == [kind] && found.first?.line == 2, "\(found)")
  }

  @Test(arguments: [
    "Tests/CaseStoreTests/Fixtures/store-2", "aBodyThatIsNotInUTF8IsABadRequest",
    "crypto_pwhash_argon2id_ALG_ARGON2ID13",
    "8DFF2C47-b2ab-42d8-9af0-4c4dbca8b4b6", "Bearer YOUR_ACCESS_TOKEN", "eyJhbGciOiJIUzI1NiJ9.e30.abc", "private key",
    "PRIVATE KEY FILE", "00000000000000000000000000000000000000000000", "npm_install", "+12025550142", "AKIA",
    "anotherOrganizationsCaseIs401AndAnUnknownOne404", "████████████████████████████████████████",
  ])
  func otherTextIsNone(_ text: String) { #expect(SecretScan.findings(in: Array(text.utf8)).isEmpty) }
}
