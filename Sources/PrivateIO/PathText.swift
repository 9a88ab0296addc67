/// Paths as the kernel reads them: bytes, split at each 0x2F. A slash before a combining mark is a different
/// `Character`, so paths must not be split or compared by characters.
extension String {
  /// Begins at `/`.
  package var isWholePath: Bool { utf8.first == UInt8(ascii: "/") }

  /// The parts between slashes, empty ones left out.
  package var pathParts: [String] {
    utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
  }

  /// The folder that contains the last part, as written; "." or "/" when nothing precedes that part.
  package var pathFolder: String {
    guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == startIndex ? "/" : String(self[..<slash])
  }

  /// The text after the last slash; empty when the path ends with one.
  package var pathName: String {
    guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")) else { return self }
    return String(self[utf8.index(after: slash)...])
  }

  /// Without the one slash at its end; "/" stays.
  package var withoutEndingSlash: String {
    utf8.count > 1 && utf8.last == UInt8(ascii: "/") ? String(Substring(utf8.dropLast())) : self
  }

  /// The part below the home folder of a path that begins with `~/`, its slash included; nil of any other.
  package var pathBelowHome: String? {
    utf8.starts(with: "~/".utf8) ? String(Substring(utf8.dropFirst())) : nil
  }
}
