import Foundation
import PseudoTerminal
import TestSupport
import Testing

extension RealTerminalTests {
  /// ncurses trusts compiled descriptions of terminals. One that is damaged must not make the program crash or hang.
  @Suite(.serialized) struct DamagedTerminalTests {
    /// A few damages of each kind of terminal in an ordinary run; CASEDESK_TEST_REPEATS says how many of each.
    @Test(arguments: ["xterm-256color", "screen", "linux", "vt100"])
    func `A damaged description is worked with, or told in words and left`(terminal: String) async throws {
      let original = try Self.entry(terminal)
      let count = TestRepeats.count(default: 20)
      let tally = try await withThrowingTaskGroup(of: [String: Int].self) { group in
        // Most of the time is spent waiting.
        for lane in 0..<4 {
          group.addTask {
            var tally: [String: Int] = [:]
            for seed in stride(from: lane, to: count, by: 4) {
              tally[try Self.run(original, terminal: terminal, seed: UInt64(seed)), default: 0] += 1
            }
            return tally
          }
        }
        return try await group.reduce(into: [:]) { all, lane in all.merge(lane, uniquingKeysWith: +) }
      }
      #expect(tally.values.reduce(0, +) == count)
      if count > 20 { print(terminal, tally.sorted { $0.key < $1.key }) }
    }

    @Test func `A sound description is not called damaged, however small the terminal`() throws {
      for (columns, rows) in [(1, 1), (80, 24), (500, 200)] as [(UInt16, UInt16)] {
        let screen = try PseudoTerminal(
          ["--sandbox"], columns: columns, rows: rows,
          environment: Self.environment(term: "xterm-256color", folder: nil))
        #expect(screen.read(seconds: 120) { $0.bytes.count > 20 })
        kill(screen.process, SIGTERM)
        #expect(screen.read(seconds: 120) { $0.ending != nil })
        #expect(screen.ending == 128 + SIGTERM, "\(screen.text)")
      }
    }

    /// - Returns: what came of it, in a word.
    private static func run(_ original: [UInt8], terminal: String, seed: UInt64) throws -> String {
      let name = terminal.split(separator: "-")[0] + "-damaged"
      let folder = try Folder.make()
      defer { do { try FileManager.default.removeItem(atPath: folder) } catch { Issue.record("\(error)") } }
      let place = "\(folder)/terminfo/\(name.prefix(1))"
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      try Data(damaged(original, seed: seed)).write(to: URL(fileURLWithPath: "\(place)/\(name)"))
      let screen = try PseudoTerminal(["--sandbox"], environment: environment(term: String(name), folder: folder))
      // Started, or ended: the bound leaves room for a machine that is busy with everything else.
      let told = screen.read(seconds: 120) { $0.ending != nil || $0.bytes.count > 400 }
      #expect(told, "\(terminal) \(seed): neither a screen nor an end: \(screen.text)")
      if screen.ending == nil {
        screen.send("avery@example.com\r")
        screen.read(seconds: 0.2) { $0.ending != nil }
        kill(screen.process, SIGTERM)
      }
      #expect(screen.read(seconds: 120) { $0.ending != nil }, "\(terminal) \(seed): it hangs")
      #expect(!screen.wasKilled, "\(terminal) \(seed): killed by \(screen.ending ?? 0)")
      if screen.ending == 128 + SIGTERM { return "worked" }
      #expect(screen.ending == 64, "\(terminal) \(seed): ended with \(screen.ending ?? -1): \(screen.text)")
      #expect(
        screen.text.contains("casedesk: ") && screen.text.contains("erminal"), "\(terminal) \(seed): \(screen.text)")
      #expect(!screen.text.contains("avery"), "nothing of a patient before the terminal is known to be good")
      return screen.text.contains("is damaged") ? "damaged" : "refused"
    }

    private static func environment(term: String, folder: String?) -> [String: String] {
      var variables = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": term, "HOME": folder ?? "/nonexistent"]
      variables["TERMINFO"] = folder.map { $0 + "/terminfo" }
      return variables
    }

    private static func entry(_ name: String) throws -> [UInt8] {
      for folder in ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo"] {
        if let data = FileManager.default.contents(atPath: "\(folder)/\(name.prefix(1))/\(name)") {
          return [UInt8](data)
        }
      }
      throw CocoaError(.fileNoSuchFile)
    }

    /// The compiled entry with one or two damages that `seed` decides.
    private static func damaged(_ original: [UInt8], seed: UInt64) -> [UInt8] {
      var numbers = SeededGenerator(seed: seed &+ 1)
      var bytes = original
      for _ in 0...numbers.below(2) {
        guard bytes.count > 16 else { break }
        let place = numbers.below(bytes.count - 8)
        switch [0, 0, 0, 1, 2, 3, 4, 5, 5, 6, 6, 7, 7, 7][numbers.below(14)] {
        case 0: for _ in 0...numbers.below(8) { bytes[numbers.below(bytes.count)] ^= 1 << UInt8(numbers.below(8)) }
        case 1: bytes.removeLast(numbers.below(bytes.count - 12))
        case 2:
          // One of the lengths and counts in the header.
          let field = 2 + 2 * numbers.below(5)
          bytes[field] = UInt8(numbers.below(256))
          bytes[field + 1] = UInt8(numbers.below(256))
        case 3: bytes.insert(contentsOf: (0...numbers.below(6)).map { _ in UInt8(numbers.below(256)) }, at: place)
        case 4: bytes.removeSubrange(place..<place + 1 + numbers.below(7))
        case 5: for index in place..<min(bytes.count, place + 40) { bytes[index] = numbers.below(2) == 0 ? 0 : 0xFF }
        case 6:
          // Parameters of the strings.
          let junk = Array("%p9%{99999}%*%d%?%p1%t%s%;%'".utf8)
          for (offset, byte) in junk.enumerated() where place + offset < bytes.count { bytes[place + offset] = byte }
        default:
          // Offsets into the table of strings.
          for index in place..<place + 4 { bytes[index] = UInt8(numbers.below(256)) }
        }
      }
      return bytes
    }
  }
}
