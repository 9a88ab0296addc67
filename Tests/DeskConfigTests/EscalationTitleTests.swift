import Care360
import Foundation
import TestSupport
import Testing

@testable import DeskConfig

/// The titles of escalations as files.
struct EscalationTitleTests {
  private static func added(_ text: String) -> (EscalationTitles, [String]) {
    var titles = EscalationTitles()
    let problems = EscalationTitleFile.add(text, file: "e.toml", to: &titles)
    return (titles, problems.map(\.description))
  }

  @Test func `The published titles come with the program, the stray backslash too`() throws {
    let (titles, problems) = EscalationTitleFile.read(site: "/nowhere/escalations.toml")
    #expect(problems.isEmpty)
    #expect(titles.of(.support).count == 48 && titles.of(.clinical).count == 2 && titles.of(.external).isEmpty)
    for title in ["Cancellation", "Payment Received\\", "Call Back Needed - English", "No Decision For Case"] {
      #expect(titles.of(.support).map(\.text).contains(title), "\(title)")
    }
  }

  @Test(arguments: [
    (
      "urgent = [\"x\"]",
      "e.toml:1:1: urgent: There is no such type of escalation: the types are support, clinical, external."
    ),
    ("support = \"x\"", "e.toml:1:1: support: It must be a list of texts."),
    ("support = [\"\", \"Ours\"]", "e.toml:1:1: support: An escalation needs a title. It is left out."),
  ]) func `A mistake is located and costs no other title`(_ text: String, _ problem: String) throws {
    let (titles, problems) = Self.added(text + "\nclinical = [\"Theirs\"]")
    #expect(problems == [problem])
    #expect(titles.of(.clinical).map(\.text) == ["Theirs"])
    #expect(titles.of(.support).map(\.text) == (text.contains("Ours") ? ["Ours"] : []))
  }

  @Test func `A file that is no TOML gives the shipped titles`() throws {
    #expect(Self.added("support = [").1.count == 1)
  }

  @Test(.enabled(if: getuid() == 0, "only root can write a site's list"))
  func `The site's titles come first, and only where they are root's`() throws {
    let folder = "/tmp/casedesk-titles-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    defer { removeFolder(folder) }
    let file = folder + "/escalations.toml"
    try Data("support = [\"Ours\", \"Cancellation\"]".utf8).write(to: URL(fileURLWithPath: file))
    chmod(file, 0o644)
    let (titles, problems) = EscalationTitleFile.read(site: file)
    #expect(problems.isEmpty)
    #expect(titles.of(.support).prefix(3).map(\.text) == ["Ours", "Cancellation", "Hold Order"])
    #expect(titles.of(.support).count == 49)
    chmod(file, 0o666)
    let loose = EscalationTitleFile.read(site: file)
    #expect(loose.0.of(.support).count == 48 && loose.1.count == 1)
  }

  private func removeFolder(_ folder: String) {
    do { try FileManager.default.removeItem(atPath: folder) } catch {
      // A folder left in /tmp fails no test.
    }
  }
}
