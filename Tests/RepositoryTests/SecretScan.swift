/// Finds what looks like a secret, by bytes, so that every file can be read: programs and databases too.
enum SecretScan {
  enum Kind: String, Sendable {
    case privateKey = "a private key"
    case token = "a token of a known service"
    case bearer = "a bearer token"
    /// Letters and digits as mixed as only a generator mixes them.
    case random = "what looks like a key"
  }

  struct Finding: Hashable {
    let kind: Kind
    /// From 1.
    let line: Int
    let text: String
  }

  static func findings(in bytes: [UInt8]) -> [Finding] {
    var found: [Finding] = []
    var line = 1
    var start: Int?
    for index in 0...bytes.count {
      let byte = index < bytes.count ? bytes[index] : UInt8(ascii: "\n")
      if isWord(byte) {
        start = start ?? index
        continue
      }
      if let first = start {
        let text = String(decoding: bytes[first..<index], as: UTF8.self)
        let before = String(decoding: bytes[max(0, first - 8)..<first], as: UTF8.self)
        let after = String(decoding: bytes[index..<min(bytes.count, index + 11)], as: UTF8.self)
        found += kinds(of: text, before, after).map { Finding(kind: $0.0, line: line, text: $0.1) }
        start = nil
      }
      if byte == UInt8(ascii: "\n") { line += 1 }
    }
    return found
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "."),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func kinds(of word: String, _ before: String, _ after: String) -> [(Kind, String)] {
    if before == "PRIVATE ", word.hasPrefix("KEY-----") || word == "KEY" && after == " BLOCK-----" {
      return [(.privateKey, word)]
    }
    guard word.utf8.count >= 14 else { return [] }
    if before.lowercased().hasSuffix("bearer "), word.utf8.count >= 20 { return [(.bearer, word)] }
    let parts = word.split(separator: ".").map(String.init)
    let isWebhook = word.contains("hooks.slack.com/services/") && word.utf8.count >= 60
    if isWebhook || isSigned(parts) { return [(.token, word)] }
    return parts.flatMap { part -> [(Kind, String)] in
      if part.split(separator: "/").contains(where: { isToken(String($0)) }) { return [(.token, part)] }
      // The rest of a JSON web token is no secret without its signature.
      return part.hasPrefix("eyJ") || isUUID(part) || !isRandom(Array(part.utf8)) ? [] : [(.random, part)]
    }
  }

  /// A JSON web token with a whole signature.
  private static func isSigned(_ parts: [String]) -> Bool {
    parts.count == 3 && parts[0].hasPrefix("eyJ") && parts[1].hasPrefix("eyJ") && parts[2].utf8.count >= 20
  }

  /// Beginnings, as AWS, GitHub, GitLab, Google, npm, Slack and Stripe document them, with the fewest characters that follow.
  private static let beginnings = [
    "AKIA": 16, "ASIA": 16, "ghp_": 36, "gho_": 36, "ghu_": 36, "ghs_": 36, "ghr_": 36, "github_pat_": 22, "glpat-": 20,
    "AIza": 35, "npm_": 36, "xoxa-": 10, "xoxb-": 10, "xoxe-": 10, "xoxp-": 10, "xoxr-": 10, "xoxs-": 10,
    "sk_live_": 16, "rk_live_": 16,
  ]

  private static func isToken(_ text: String) -> Bool {
    beginnings.contains { text.hasPrefix($0) && text.utf8.count >= $0.utf8.count + $1 }
  }

  private static func isUUID(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.count) == [8, 4, 4, 4, 12] && parts.allSatisfy { $0.allSatisfy(\.isHexDigit) }
  }

  private enum Letter { case lower, upper, digit, other }

  private static func letter(_ byte: UInt8) -> Letter {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): .lower
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): .upper
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    default: .other
    }
  }

  /// Names of ours change between small letters, capitals and digits at the borders of words; keys do at every second letter.
  private static func isRandom(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 24 else { return false }
    let letters = bytes.map(letter)
    let changes = zip(letters, letters.dropFirst()).count { $0 != $1 }
    let numbers = letters.split { $0 != .digit }.count
    let isMixed = letters.contains(.lower) && letters.contains(.upper) && numbers >= 2
    if isMixed, Double(changes) >= 0.45 * Double(letters.count - 1) { return true }
    return hasLongRun(letters, without: .upper) || hasLongRun(letters, without: .lower)
  }

  /// 32 letters of one case and digits, hexadecimal or not, with five numbers among them.
  private static func hasLongRun(_ letters: [Letter], without left: Letter) -> Bool {
    letters.split { $0 == left || $0 == .other }.contains { run in
      run.count >= 32 && run.split { $0 != .digit }.count >= 5
    }
  }
}
