extension String {
  /// As one word of a POSIX shell command, byte for byte: the shell ends a quotation at 0x27, whatever mark follows it.
  package var shellWord: String {
    let isPlain = utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "/._-+@%,:=".utf8.contains(byte)
    }
    if isPlain, !isEmpty { return self }
    var bytes = [UInt8(ascii: "'")]
    for byte in utf8 { bytes += byte == UInt8(ascii: "'") ? Array(#"'\''"#.utf8) : [byte] }
    return String(decoding: bytes + [UInt8(ascii: "'")], as: UTF8.self)
  }

  /// The same for a sentence: what is no visible ASCII becomes `?`, so that it can neither act on a terminal nor hide.
  package var visibleShellWord: String {
    String(decoding: unicodeScalars.map { (0x20..<0x7F).contains($0.value) ? UInt8($0.value) : 0x3F }, as: UTF8.self)
      .shellWord
  }
}
