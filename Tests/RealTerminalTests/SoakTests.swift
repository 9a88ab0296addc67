import Foundation
import TestSupport
import Testing

extension RealTerminalTests {
  /// A person who does anything at all, over a line that is cut again and again. In a long run the service fails too, and
  /// what the program takes after the first rounds is held against the last one; a short run has nothing to compare.
  @Suite(.serialized) struct SoakTests {
    /// Of a long run; an ordinary one does one short round.
    private static let minutes = TestRepeats.soakMinutes

    private static let faults = [
      "latest:drop-beforex10", "latest:status=503x10", "detail:malformedx10", "detail:slow=1500x5", "cases:slow=1500x5",
      "refill:drop-afterx3", "communication:status=500x5", "products:drop-afterx3", "bundles:htmlx3",
    ]

    @Test func `Any work at all leaves no memory, file, thread or patient behind`() async throws {
      try await SandboxProcess.run(faults: Self.minutes == nil ? [] : Self.faults) { sandbox in
        let line = try CutLine(to: sandbox.url)
        defer { line.stop() }
        var shape = TmuxScreen.Shape()
        shape.hasShell = true
        let words = [
          "--base-url", line.url, "--api-key-file", sandbox.folder + "/api-key", "--token-file",
          sandbox.folder + "/token",
        ]
        try await TmuxScreen.run(words, shape) { screen in
          screen.waitFor("shell:")
          screen.enter("sh start")
          screen.waitFor("e-mail, phone or case id")
          let process = try screen.process()
          var person = RandomPerson(at: screen, seed: 360)
          let end = ContinuousClock.now + .seconds(60 * (Self.minutes ?? 0))
          var prints: [Footprint] = []
          repeat {
            for _ in 0..<(Self.minutes == nil ? 30 : 150) { person.act() }
            person.rest()
            prints.append(try Footprint(of: process))
            if Self.minutes != nil { print("round \(prints.count): \(prints[prints.count - 1]), \(line.cuts) cuts") }
          } while ContinuousClock.now < end || Self.minutes != nil && prints.count < 6
          if Self.minutes != nil {
            let (early, last) = (prints[4], prints[prints.count - 1])
            #expect(last.kilobytes <= early.kilobytes + 4096, "\(early), then \(last)")
            #expect(last.files <= early.files + 4, "\(early), then \(last)")
            #expect(last.threads <= early.threads + 8, "\(early), then \(last)")
            #expect(line.cuts > 10)
            try Self.expectRest(of: process, screen)
          }
          #expect(person.seen.count >= (Self.minutes == nil ? 3 : 8), "\(person.seen.sorted())")
          try Self.expectNobody(in: screen.home)
        }
      }
    }

    /// With no key, less than a hundredth of a processor.
    private static func expectRest(of process: Int32, _ screen: TmuxScreen) throws {
      // Timers of what was done last run out meanwhile: the lock's and the saves' are short, a read's is 15 s.
      _ = Patience.glance(tries: 1000) { false }
      let before = (work: try Footprint.work(of: process), time: ContinuousClock.now)
      // A time in which nothing is to happen cannot be waited for in another way.
      _ = Patience.glance(tries: 500) { false }
      let share = (try Footprint.work(of: process) - before.work) / (ContinuousClock.now - before.time)
      print("idle: \(share * 100) % of a processor")
      #expect(share < 0.01)
    }

    /// No file holds a patient in clear.
    private static func expectNobody(in folder: String) throws {
      let paths = try #require(FileManager.default.subpaths(atPath: folder))
      #expect(paths.contains { $0.contains("activity-") }, "\(paths)")
      for path in paths {
        guard let bytes = FileManager.default.contents(atPath: folder + "/" + path) else { continue }
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        for name in ["lindqvist", "avery@example", "jo.park", "jo park", "words that were typed"] {
          #expect(!text.contains(name), "\(name) in \(path)")
        }
      }
    }
  }
}

/// Hands that press anything but the way out.
private struct RandomPerson {
  private let screen: TmuxScreen
  private var random: SeededGenerator
  /// Of the places that are looked for, those that were on the glass.
  private(set) var seen: Set<String> = []

  private static let places = [
    "Case ", "Worklist", "Hidden", "Intake", "Commands", "Sections", "Theme", "Follow-up", "Message", "Note",
    "My activity",
    "type to filter", "Esc no", "CaseDesk needs",
  ]

  init(at screen: TmuxScreen, seed: UInt64) {
    self.screen = screen
    random = SeededGenerator(seed: seed)
  }

  mutating func act() {
    switch random.below(16) {
    case 0, 1:
      escape()
      screen.press("F2", "C-u")
      let wanted = [
        "avery@example.com", "jo.park@example.com", "(202) 555-0142", "nobody@example.com", "not an address",
      ]
      screen.type(wanted[random.below(wanted.count)])
      screen.press("Enter")
    case 2:
      escape()
      screen.press("M-2", ["m", "i", "f", "e", "a"][random.below(5)])
      settle()
      screen.type("words that were typed \(random.below(1000))")
    case 3:
      escape()
      screen.press("M-2", ["r", "b", "c", "Y", "s", "o"][random.below(6)])
      settle()
      screen.press("Down", "Enter")
    case 4:
      escape()
      screen.press("w")
      settle()
      screen.press("Down", "Down", "Enter")
    case 5:
      screen.resize([44, 80, 120, 200, 20][random.below(5)], [12, 24, 40, 50, 8][random.below(5)])
      settle()
      screen.resize(120, 40)
    case 6:
      escape()
      screen.press("M-2", "L")
      settle()
      screen.press("Enter")
    case 7:
      escape()
      screen.press("M-2", "V", "End", "Home", "V")
    case 8:
      escape()
      screen.press("T")
      settle()
      screen.press("Down", "Down")
    case 9: screen.paste(String(repeating: "pasted\n", count: 1 + random.below(200)))
    case 10:
      escape()
      screen.press("C-p")
      settle()
      screen.type(["activity", "suspend", "token", "mouse"][random.below(4)])
      screen.press("Enter")
      settle()
      // After a suspension the shell has the terminal.
      if screen.lines().contains("Stopped") { screen.enter("fg") }
    default:
      let keys = [
        "Down", "Up", "PageDown", "PageUp", "End", "Home", "F6", "Tab", "Enter", "F1", "F3", "F5", "]", "t", "C-l", "v",
        "y", "M-v",
      ]
      for _ in 0..<5 { screen.press(keys[random.below(keys.count)]) }
    }
    settle()
    let lines = screen.lines()
    seen.formUnion(Self.places.filter(lines.contains))
  }

  /// Back to the lookup, with nothing under way.
  mutating func rest() {
    for _ in 0..<3 { escape() }
    settle()
  }

  private func escape() {
    screen.press("Escape")
    // With the next key it would be another one.
    settle()
  }

  private func settle() { _ = screen.settledBytes() }
}

/// The memory, open files and threads of a process.
struct Footprint: CustomStringConvertible {
  let kilobytes: Int
  let files: Int
  let threads: Int

  init(of process: Int32) throws {
    let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    func number(_ name: String) throws -> Int {
      let line = try #require(status.split(separator: "\n").first { $0.hasPrefix(name + ":") })
      return try #require(line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) })
    }
    kilobytes = try number("VmRSS")
    threads = try number("Threads")
    files = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count
  }

  /// The time on a processor so far.
  static func work(of process: Int32) throws -> Duration {
    let stat = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    // The name before it may hold blanks; of the fields behind it, the 12th and 13th are user and system time.
    let fields = try #require(stat.split(separator: ")").last).split(separator: " ")
    let ticks = try #require(Int(fields[11])) + #require(Int(fields[12]))
    return .milliseconds(1000 * ticks / sysconf(Int32(_SC_CLK_TCK)))
  }

  var description: String { "\(kilobytes) KB, \(files) files, \(threads) threads" }
}
