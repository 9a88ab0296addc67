import Foundation
import Testing

struct ReadmeTests {
  /// Keys, settings and rules are in the manual, so that this can be read in one go.
  @Test func aReaderGetsThroughIt() throws {
    let lines = try Repository.text("README.md").split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 151, "150 lines and the end of the last")
    let headings = lines.filter { $0.hasPrefix("## ") }.map { $0.dropFirst(3) }
    #expect(
      headings == [
        "How it stays safe", "What CaseDesk cannot protect", "Try it", "Test it", "A first case in five minutes",
        "Line by line",
        "The command line", "How fast", "Install", "Where the rest is",
      ])
  }

  /// A reader is told to run the command that checks.
  @Test func checkingRunsTheReadmesTestCommand() throws {
    let command = "SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=8 swift test"
    #expect(try Repository.text("README.md").contains(" && \(command)\n```"))
    let ran = try Repository.text(".ci/run").split(separator: "\n").compactMap { line in
      line.firstRange(of: " 2>&1").map { String(line[..<$0.lowerBound]) }
    }
    #expect(ran.contains(command), "\(ran)")
  }

  /// The packages of the README's two lines, to try and to test, are those that checking installs.
  @Test func bothInstallTheSamePackages() throws {
    let readme = try Repository.text("README.md").matches(of: /apt-get install -y ([a-z0-9 .+-]+?) &&/)
    let check = try Repository.text(".ci/run").matches(of: /(?m)^packages="([a-z0-9 .+-]+)"$/)
    let told = readme.flatMap { $0.1.split(separator: " ") }
    let installed = try #require(check.first?.1.split(separator: " "))
    #expect(readme.count == 2 && check.count == 1)
    #expect(told.count > 5)
    #expect(told.sorted() == installed.sorted())
  }
}
