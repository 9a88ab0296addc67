import Foundation
import TestSupport
import PseudoTerminal
import Testing

extension RealTerminalTests {
  /// Frames that a terminal shows as a whole, where it says that it can.
  @Suite(.serialized) struct SynchronizedOutputTests {
    private static let question = "\u{1B}[?2026$p"
    private static let begin = "\u{1B}[?2026h"
    private static let end = "\u{1B}[?2026l"
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func started(
      _ words: [String] = ["--sandbox"], term: String = "xterm-256color", until text: String = "avery@example.com"
    ) throws -> PseudoTerminal {
      let terminal = try PseudoTerminal(
        words, environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": term])
      #expect(terminal.read(seconds: 300) { $0.text.contains(text) }, "\(terminal.text)")
      return terminal
    }

    /// The bytes that came since so many were there.
    private func sent(_ terminal: PseudoTerminal, since count: Int) -> String {
      String(decoding: terminal.bytes[count...], as: UTF8.self)
    }

    @Test func `It is asked behind the first frame, and frames are framed from the answer on`() throws {
      let terminal = try started()
      let start = terminal.text
      let asked = try #require(start.range(of: Self.question))
      let drawn = try #require(start.range(of: "SANDBOX"))
      #expect(drawn.upperBound < asked.lowerBound)
      #expect(start.components(separatedBy: Self.question).count == 2)
      #expect(!start.contains(Self.begin))
      // A letter that it left in the first row was drawn over.
      #expect(start[asked.upperBound...].contains("CaseDesk"))
      terminal.send("\u{1B}[?2026;2$y")
      let before = terminal.bytes.count
      terminal.send("\u{10}")
      #expect(terminal.read(seconds: 300) { sent($0, since: before).contains(Self.end) })
      let frame = sent(terminal, since: before)
      #expect(frame.hasPrefix(Self.begin))
      #expect(frame.components(separatedBy: Self.begin).count == frame.components(separatedBy: Self.end).count)
      // No part of the answer became text.
      #expect(!terminal.text.contains("[?2026;2"))
      #expect(!terminal.text.contains("2$y"))
      terminal.send("\u{0C}")
      let repainted = terminal.bytes.count
      #expect(terminal.read(seconds: 300) { sent($0, since: repainted).contains(Self.end) })
      #expect(sent(terminal, since: repainted).hasPrefix(Self.begin + "\u{1B}[0m\u{1B}[r\u{1B}[H\u{1B}[K\u{1B}[B"))
    }

    @Test(arguments: [SIGTERM, SIGSEGV, SIGTSTP])
    func `It has ended when the screen is given back`(signal: Int32) throws {
      let terminal = try started()
      terminal.send("\u{1B}[?2026;2$y")
      let before = terminal.bytes.count
      terminal.send("?")
      #expect(terminal.read(seconds: 300) { sent($0, since: before).contains(Self.end) })
      let framed = terminal.bytes.count
      kill(terminal.process, signal)
      #expect(terminal.read(seconds: 300) { sent($0, since: framed).contains("\u{1B}[?1049l") })
      let text = sent(terminal, since: framed)
      let left = try #require(text.range(of: "\u{1B}[?1049l"))
      let last = text[..<left.lowerBound]
      let off = try #require(last.range(of: Self.end, options: .backwards))
      #expect(last.range(of: Self.begin, options: .backwards).map { $0.upperBound < off.lowerBound } ?? true)
    }

    @Test func `A terminal that gives no answer, or says no, gets frames as before`() throws {
      let terminal = try started()
      terminal.send("\u{1B}[?2026;0$y")
      let before = terminal.bytes.count
      terminal.send("zebra")
      #expect(terminal.read(seconds: 300) { sent($0, since: before).contains("a") })
      #expect(!terminal.text.contains(Self.begin))
    }

    @Test(arguments: ["vt100", "vt220", "linux"])
    func `A terminal that may print the question is not asked`(term: String) throws {
      let terminal = try started(term: term)
      #expect(!terminal.text.contains("2026"))
    }

    @Test func `Line by line nothing is asked`() throws {
      let terminal = try started(["--sandbox", "--accessible"], until: "lists the commands:")
      #expect(!terminal.text.contains("2026"))
    }
  }
}
