/// Keys that decide where secrets and patients' data go, and so must not be guessed or come from the environment.
enum SecurityKeys {
  static func contains(_ key: String, in section: [String]) -> Bool {
    isSecurity(key) || section.first == "store" || key == "store" || key == "profiles"
  }

  static func isSecurity(_ key: String) -> Bool {
    key == "base_url" || key == "read_only" || key == "team_store" || key.hasSuffix("_file")
      || key.hasSuffix("_command")
      || key.hasPrefix("operator") || key.hasPrefix("lock") || key.hasPrefix("idle_lock")
  }

  /// True for a security key, or a table that holds one: a misspelled table name would silently switch the key off.
  static func isOrHolds(_ key: String, _ node: TOMLNode) -> Bool {
    if isSecurity(key) { return true }
    guard case .table(let members) = node.value else { return false }
    return members.contains { isOrHolds($0.key, $0.value) }
  }

  static func looksLikeSecret(_ key: String) -> Bool { ["api_key", "token"].contains(key) }

  /// The security key that a misspelt one was to be: `readonly`, `read-only`, `BaseURL`, `api_key_fiel`.
  static func meant(by key: String, among known: [String]) -> String? {
    let plain = folded(key)
    return known.filter(isSecurity).sorted().first { folded($0) == plain || isOneSlip(folded($0), plain) }
  }

  private static func folded(_ key: String) -> [Character] {
    key.lowercased().filter { $0 != "_" && $0 != "-" }.map { $0 }
  }

  /// True when the words differ by one added, missing or changed character, or by two swapped neighbors.
  private static func isOneSlip(_ one: [Character], _ other: [Character]) -> Bool {
    let start = zip(one, other).prefix { $0 == $1 }.count
    let left = Array(one.dropFirst(start))
    let right = Array(other.dropFirst(start))
    if left.dropFirst() == right.dropFirst() || Array(left.dropFirst()) == right || left == Array(right.dropFirst()) {
      return true
    }
    return left.count == right.count && left.count >= 2 && left[0] == right[1] && left[1] == right[0]
      && left.dropFirst(2) == right.dropFirst(2)
  }
}
