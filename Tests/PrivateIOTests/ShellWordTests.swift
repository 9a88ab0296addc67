import Foundation
import PrivateIO
import TestSupport
import Testing

/// A word for a shell is judged by a shell.
struct ShellWordTests {
  /// The arguments that `sh` makes of these words, one a list of bytes.
  static func arguments(_ words: [String]) throws -> [[UInt8]] {
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = [
      "-c", #"show() { for word do printf '%s\0' "$word"; done; }; show "# + words.joined(separator: " "),
    ]
    // A word that is none may leave a file.
    let folder = try TestFolder()
    shell.currentDirectoryURL = URL(filePath: folder.path)
    let output = Foundation.Pipe()
    shell.standardOutput = output
    shell.standardError = FileHandle.nullDevice
    try shell.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
    return bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast().map(Array.init)
  }

  /// Every scalar that can join the character before it, and so hide a quotation mark from a search by characters.
  static let joining: [Unicode.Scalar] = (UInt32(0x80)...0x10FFFF).compactMap(Unicode.Scalar.init).filter {
    [.nonspacingMark, .enclosingMark, .format, .spacingMark].contains($0.properties.generalCategory)
  }

  @Test func aQuotationMarkBeforeAnyMarkComesBackByteForByte() throws {
    #expect(Self.joining.count > 2_000)
    for start in stride(from: 0, to: Self.joining.count, by: 500) {
      let marks = Self.joining[start..<min(start + 500, Self.joining.count)]
      let texts = marks.map { "a'\($0) ; touch PWNED ; echo '\($0)" }
      #expect(try Self.arguments(texts.map(\.shellWord)) == texts.map { Array($0.utf8) })
    }
  }

  @Test(arguments: [
    "", "plain", "two words", "$HOME `id` $(id)", "a'b''c", "\\", "\"", "new\nline", "~", "*", "-n", "é", "a=b", "#",
    "!!",
  ]) func anyTextIsOneWord(_ text: String) throws {
    #expect(try Self.arguments([text.shellWord, "end"]) == [Array(text.utf8), Array("end".utf8)])
  }

  @Test func aPlainWordStaysAsItIs() {
    #expect("/etc/casedesk/key-1_a.txt".shellWord == "/etc/casedesk/key-1_a.txt")
    #expect("it's".shellWord == #"'it'\''s'"#)
  }

  @Test func aWordOfASentenceShowsNothingThatIsNotVisible() {
    #expect("/a\u{1B}[2J/\u{E9}\n".visibleShellWord == "'/a?[2J/??'")
    #expect("/it's".visibleShellWord == #"'/it'\''s'"#)
  }
}
