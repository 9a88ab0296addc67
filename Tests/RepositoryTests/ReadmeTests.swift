import DeskUI
import Foundation
import Testing

struct ReadmeTests {
  @Test func theKeyTableIsTheCommandTable() throws {
    let readme = try Repository.text("README.md")
    let parts = readme.components(separatedBy: "<!-- keys -->\n")
    try #require(parts.count == 3, "README.md keeps its key table between two <!-- keys --> lines")
    let expected = CommandTable.markdown().trimmingCharacters(in: .newlines)
    #expect(parts[1].trimmingCharacters(in: .newlines) == expected, "put this between the two lines:\n\(expected)")
  }

  /// A reader is told to run the command that checks.
  @Test func checkingRunsTheReadmesTestCommand() throws {
    let command = "SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=8 swift test"
    #expect(try Repository.text("README.md").contains("```\n\(command)\n```"))
    let ran = try Repository.text(".ci/run").split(separator: "\n").compactMap { line in
      line.firstRange(of: " 2>&1").map { String(line[..<$0.lowerBound]) }
    }
    #expect(ran.contains(command), "\(ran)")
  }

  /// The packages of the README's one line are those that checking installs.
  @Test func bothInstallTheSamePackages() throws {
    let readme = try Repository.text("README.md").matches(of: /apt-get install -y ([a-z0-9 .+-]+?) &&/)
    let check = try Repository.text(".ci/run").matches(of: /(?m)^packages="([a-z0-9 .+-]+)"$/)
    let told = try #require(readme.first?.1.split(separator: " "))
    let installed = try #require(check.first?.1.split(separator: " "))
    #expect(readme.count == 1 && check.count == 1)
    #expect(told.count > 5)
    #expect(told.sorted() == installed.sorted())
  }
}
