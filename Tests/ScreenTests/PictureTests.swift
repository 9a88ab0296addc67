import Foundation
import Testing

/// The picture of the screen in README.md is a frame of the program. This draws it again:
///
///     CASEDESK_PICTURE=1 swift test --filter PictureTests
@MainActor
struct PictureTests {
  private static let readme = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "README.md")

  /// The README keeps the picture between two of these lines.
  private static let mark = "<!-- picture -->\n"

  private static func parts() throws -> [String] {
    let parts = try String(contentsOf: readme, encoding: .utf8).components(separatedBy: mark)
    try #require(parts.count == 3, "README.md keeps its picture between two lines \(mark)")
    return parts
  }

  /// Its contents change with the program; that it is the program's does not.
  @Test func thePictureIsOfThisProgram() async throws {
    let desk = try await DeskDriver.open(120, 30)
    await desk.lookUp("avery@example.com")
    let frame = desk.text.split(separator: "\n", omittingEmptySubsequences: false)
    if ProcessInfo.processInfo.environment["CASEDESK_PICTURE"] != nil {
      var parts = try Self.parts()
      parts[1] = "```\n" + frame.joined(separator: "\n") + "\n```\n"
      try parts.joined(separator: Self.mark).write(to: Self.readme, atomically: true, encoding: .utf8)
    }
    let picture = try Self.parts()[1].split(separator: "\n", omittingEmptySubsequences: false).dropFirst().dropLast(2)
    #expect(picture.count == frame.count)
    #expect(picture.allSatisfy { $0.count <= 120 })
    for (mine, programs) in zip(picture, frame).prefix(2) { #expect(mine.prefix(20) == programs.prefix(20)) }
    let text = picture.joined(separator: "\n")
    for label in ["CaseDesk  SANDBOX", "┌ Lookup ─", "┐┏ Case ADA-TOSXM · Avery Lindqvist · 1988-04-02 ─", "┘┗─"] {
      #expect(text.contains(label), "\(label)")
    }
  }
}
