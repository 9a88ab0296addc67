/// Why a file or command gave no secret: a sentence that says what to do, without a byte of the secret.
struct OriginProblem: Error, Hashable {
  let sentence: String
  init(_ sentence: String) { self.sentence = sentence }
}

extension String {
  /// As one word of a shell command that can be pasted; characters that are no visible ASCII become `?`.
  var shellWord: String {
    let visible = String(unicodeScalars.map { $0.value >= 0x20 && $0.value < 0x7F ? Character($0) : "?" })
    let plain = visible.allSatisfy { $0.isLetter || $0.isNumber || "/._-+@%,:=".contains($0) }
    if plain, !visible.isEmpty { return visible }
    return "'" + visible.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
