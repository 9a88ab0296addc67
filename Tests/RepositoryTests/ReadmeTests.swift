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

  /// What a reader is told to run is what is checked.
  @Test func checkingRunsTheReadmesTestCommand() throws {
    let command = "swift test"
    let readme = try Repository.text("README.md").split(separator: "\n").map(String.init)
    let check = try Repository.text(".ci/run").split(separator: "\n").map(String.init)
    #expect(readme.contains(command))
    #expect(check.contains(command))
  }

  /// The packages of the README's one line are those that checking installs.
  @Test func bothInstallTheSamePackages() throws {
    let packages = [
      "libncurses-dev", "libsodium-dev", "libsqlite3-dev", "locales", "openssh-client", "openssh-server", "strace",
      "tmux",
      "zlib1g-dev",
    ]
    for file in ["README.md", ".ci/run"] {
      let text = try Repository.text(file)
      for package in packages { #expect(text.contains(package), "\(file): \(package)") }
    }
  }
}
