import Testing

/// A pause hides an order that nobody ensured, and wakes a program that should be idle: each in Sources has its reason in a
/// comment beside it.
struct PauseRuleTests {
  /// Files of which the reason stands farther away, by their pauses without one.
  private static let exceptions = ["Sources/Care360Sandbox/Sandbox.swift": 1, "Sources/DeskApp/AppClock.swift": 1]

  private static func unexplained(in text: String) throws -> [String] {
    let pause = try Regex(
      #"\b(?:Task|Thread)\.sleep\b|Clock\(\)\.sleep\b|\bu?(?:nano)?sleep\(\d|\busleep\(|\bpoll\(nil\b"#)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.filter { index in
      lines[index].contains(pause) && !lines[max(0, index - 2)...index].contains { $0.contains("//") }
    }.map { String(lines[$0]) }
  }

  @Test func everyPauseHasItsReason() throws {
    for file in try Repository.swiftFiles(in: "Sources") {
      let found = try Self.unexplained(in: try Repository.text(file))
      #expect(found.count <= Self.exceptions[file] ?? 0, "\(file): \(found)")
    }
  }

  @Test(arguments: [
    "try await Task.sleep(for: .seconds(1))", "Thread.sleep(forTimeInterval: 1)", "usleep(5_000)", "sleep(1)",
    "try await ContinuousClock().sleep(for: limit)", "poll(nil, 0, 10)", "let a = 1\n\nThread.sleep(1)\n// later",
  ]) func aPauseIsFound(_ text: String) throws {
    #expect(try Self.unexplained(in: text).count == 1)
    #expect(try Self.unexplained(in: "// It has to.\n" + text).count == (text.contains("let") ? 1 : 0))
  }

  @Test(arguments: ["try await clock.sleep(patience)", "poll(&waits, 2, -1)", "let isAsleep = false"])
  func otherWaitsAreFine(_ text: String) throws { #expect(try Self.unexplained(in: text).isEmpty) }
}
