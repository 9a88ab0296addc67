import Foundation
import TestSupport
import Testing

/// All that the program can say, in one file that a person can read through.
struct SentenceTests {
  /// Targets that say nothing to a coordinator or administrator.
  private static let silent: Set<String> = ["CDeskSystem", "CNcurses", "CSodium", "Care360Sandbox"]

  /// Texts of two words and more, one in a line, each once in its file.
  private static func sentences(in source: String) -> [String] {
    var seen: Set<String> = []
    return StringLiterals.all(in: source).flatMap { $0.split(separator: "\n") }
      .map { String($0).trimmingCharacters(in: .whitespaces) }
      .filter { isSentence($0) && seen.insert($0).inserted }
  }

  private static func isSentence(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    guard words.count > 1, words.contains(where: { $0.contains(where: \.isLowercase) }) else { return false }
    // Statements to the database.
    return !["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "CREATE ", "PRAGMA ", "ALTER "].contains(where: text.hasPrefix)
  }

  private static func files() throws -> [(path: String, sentences: [String])] {
    try Repository.names(in: "Sources").filter { !silent.contains($0) }
      .flatMap { try Repository.swiftFiles(in: "Sources/\($0)") }
      .map { ($0, sentences(in: try Repository.text($0))) }.filter { !$0.1.isEmpty }
  }

  @Test func everySentenceCanBeReadInOnePlace() throws {
    let text = try Self.files().map { file in
      "\(file.path.dropFirst("Sources/".count))\n" + file.sentences.map { "  \($0)\n" }.joined()
    }.joined(separator: "\n")
    if let problem = try Golden.problem(text, "sentences", beside: #filePath) { Issue.record("\(problem)") }
  }

  @Test func textIsFoundAsItIsShown() {
    let source = ##"""
      // "not this"
      let a = "one \(two.name) three" /* "nor this" */ + "four"
      let b = "\(cases.map { "of \($0)" }.joined()) five\u{2019}s", c = #"raw "six" \#(seven) \n"#
      let d = """
          Eight
            nine
          """
      """##
    #expect(
      StringLiterals.all(in: source) == [
        "one {name} threefour", "of {…}", "{…} five’s", #"raw "six" {seven} \n"#, "Eight\n  nine",
      ])
  }
}
