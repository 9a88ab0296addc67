import Foundation
import PseudoTerminal
import TestSupport
import Testing

extension RealTerminalTests {
  /// A slow line carries every byte of a frame: the bounds leave little room above what is sent.
  @Suite(.serialized) struct FrameBytesTests {
    private static let end = "\u{1B}[?2026l"
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func started(_ columns: UInt16, _ rows: UInt16) throws -> PseudoTerminal {
      let terminal = try PseudoTerminal(
        ["--sandbox"], columns: columns, rows: rows,
        environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"])
      #expect(terminal.read(seconds: 300) { $0.text.contains("avery@example.com") }, "\(terminal.text)")
      // It shows frames as a whole, which tells where one ends, and repeats characters.
      terminal.send("\u{1B}[?2026;2$y\u{1B}[2;11R")
      return terminal
    }

    /// The bytes of the frames from a key to the first one in which `text` is drawn.
    private func bytes(of keys: String, on terminal: PseudoTerminal, until text: String) -> Int {
      let before = terminal.bytes.count
      terminal.send(keys)
      func sent() -> String { String(decoding: terminal.bytes[before...], as: UTF8.self) }
      #expect(
        terminal.read(seconds: 300) { _ in
          let sent = sent()
          return sent.hasSuffix(Self.end) && sent.contains(text)
        }, "\(sent())")
      return terminal.bytes.count - before
    }

    /// The bytes of the next frame after a key. Nil when there is none: the frame of an answer may have come between
    /// this key and the one before, and then one frame draws both keys, which may undo each other.
    private func bytes(of keys: String, on terminal: PseudoTerminal) -> Int? {
      let before = terminal.bytes.count
      terminal.send(keys)
      let end = Self.end.utf8
      let isDrawn = terminal.read(seconds: 20) {
        $0.bytes.count > before && $0.bytes.suffix(end.count).elementsEqual(end)
      }
      return isDrawn ? terminal.bytes.count - before : nil
    }

    @Test(arguments: [(80, 24, [950, 2300, 1536, 1536, 3100]), (120, 40, [2750, 550, 1536, 1700, 6500])])
    func `A page, a pane, the palette and all again keep to their bytes`(
      _ columns: UInt16, _ rows: UInt16, _ bounds: [Int]
    ) throws {
      let terminal = try started(columns, rows)
      _ = bytes(of: "avery@example.com", on: terminal, until: "Enter")
      _ = bytes(of: "\r", on: terminal, until: "Birth")
      // An answer that comes late is drawn with one of the keys, so that each is pressed several times.
      let rounds = (0..<5).map { _ in
        let page = bytes(of: "\u{1B}[6~", on: terminal)
        _ = bytes(of: "\u{1B}[5~", on: terminal)
        let pane = bytes(of: "\u{1B}[17~", on: terminal)
        _ = bytes(of: "\u{1B}[17~", on: terminal)
        let opened = bytes(of: ":", on: terminal, until: "Commands")
        // Esc as one sequence: behind a bare one the next key would be taken for Alt with that key.
        return [page, pane, opened, bytes(of: "\u{1B}[27u", on: terminal), bytes(of: "\u{0C}", on: terminal)]
      }
      let sent = try bounds.indices.map { index in try #require(rounds.compactMap { $0[index] }.min()) }
      for (sent, bound) in zip(sent, bounds) { #expect(sent <= bound, "\(sent) of \(bound) bytes") }
    }

    @Test func `A row further in the worklist takes a hundred bytes and the marks of a frame`() throws {
      let terminal = try started(80, 24)
      _ = bytes(of: "\u{1B}w", on: terminal, until: "cases, read")
      let rows = (0..<3).compactMap { _ in bytes(of: "\u{1B}OB", on: terminal) }
      let sent = try #require(rows.min())
      #expect(sent <= 116, "\(sent) bytes")
    }

    @Test func `A list that was moved through looks as drawn whole`() async throws {
      try await TmuxScreen.run(["--sandbox"]) { screen in
        screen.press("M-w")
        screen.waitFor("cases, read ")
        for _ in 0..<7 {
          screen.press("Down")
          _ = screen.settledBytes()
        }
        // A blank at the end of a row, and its colour, cannot be seen.
        func rows() -> [String] {
          screen.lines().split(separator: "\n").map { String($0).trimmingCharacters(in: .whitespaces) }
        }
        let moved = rows()
        screen.press("C-l")
        _ = screen.settledBytes()
        #expect(rows() == moved && moved.count > 20)
      }
    }
  }
}
