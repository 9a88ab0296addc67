import Foundation

/// How a program file was linked, as far as its safety depends on it: read from what `readelf -ldW` of binutils says, so that
/// no unfit file is packed whatever flags it was built with.
struct ELFCheck {
  /// The allowed libraries; the package's dependencies say where each comes from.
  static let libraries: Set = [
    "libc.so.6", "libm.so.6", "libncursesw.so.6", "libsodium.so.23", "libsqlite3.so.0", "libtinfo.so.6", "libz.so.1",
  ]

  /// The problems, one sentence each; empty when the program can be installed.
  let problems: [String]

  /// Throws where readelf is missing.
  init(_ program: String, reader: String = "/usr/bin/readelf") throws {
    guard FileManager.default.isExecutableFile(atPath: reader) else {
      throw PackageProblem(sentence: "There is no \(reader), which shows how \(program) was linked: install binutils.")
    }
    problems = try Tool.said(reader, ["-ldW", program]).map { Self.problems(LinkText($0)) } ?? [Self.unreadable]
  }

  private static let unreadable = "It is not an ELF program that readelf can read."

  private static func problems(_ text: LinkText) -> [String] {
    guard text.isWhole else { return [unreadable] }
    var found: [String] = []
    if !text.isPositionIndependent { found.append("It is not position-independent (PIE).") }
    if text.segments("GNU_RELRO").isEmpty || !text.bindsNow {
      found.append("It does not have full RELRO (-z relro -z now).")
    }
    let stacks = text.segments("GNU_STACK")
    if stacks.isEmpty { found.append("It does not mark its stack as non-executable.") }
    if stacks.contains(where: { $0.contains("E") }) { found.append("Its stack can be executed.") }
    if text.segments("LOAD").contains(where: { $0.contains("W") && $0.contains("E") }) {
      found.append("It has memory that can be both written and executed.")
    }
    for path in text.values("RPATH") + text.values("RUNPATH") {
      found.append("It looks for libraries in \(path) (RUNPATH): --disable-local-rpath.")
    }
    let foreign = text.values("NEEDED").filter { !libraries.contains($0) && !$0.hasPrefix("ld-linux-") }
    if !foreign.isEmpty { found.append("It needs \(foreign.joined(separator: ", ")): --static-swift-stdlib.") }
    return found
  }
}

/// The lines of `readelf -ldW`: program headers, then dynamic entries as ` 0x… (NAME) value`.
private struct LinkText {
  private let lines: [[Substring]]

  init(_ text: String) {
    lines = text.split(separator: "\n").map { $0.split(separator: " ") }
  }

  /// Both tables are there, and the dynamic one has its end. (The offsets of a cut file point past it.)
  var isWhole: Bool { !segments("LOAD").isEmpty && !entries("NULL").isEmpty && !entries("STRTAB").isEmpty }

  var isPositionIndependent: Bool {
    lines.contains { $0.starts(with: ["Elf", "file", "type", "is", "DYN"]) }
      && entries("FLAGS_1").contains { $0.contains("PIE") }
  }

  var bindsNow: Bool {
    !entries("BIND_NOW").isEmpty || entries("FLAGS").contains { $0.contains("BIND_NOW") }
  }

  /// The flags of each segment of a type: `R`, `W`, `E`. They stand, apart or together, between six columns and the last.
  func segments(_ type: Substring) -> [String] {
    lines.filter { $0.first == type && $0.count > 6 }.map { $0[6...].dropLast().joined() }
  }

  /// The text in brackets: `Shared library: [libc.so.6]`.
  func values(_ name: String) -> [String] {
    entries(name).map { words in
      let text = words.joined(separator: " ")
      guard let start = text.firstIndex(of: "["), let end = text.lastIndex(of: "]") else { return text }
      return String(text[text.index(after: start)..<end])
    }
  }

  private func entries(_ name: String) -> [[Substring]] {
    lines.filter { $0.count >= 2 && $0[0].hasPrefix("0x") && $0[1] == "(\(name))" }.map { Array($0.dropFirst(2)) }
  }
}
