import Foundation
import PseudoTerminal
import TestSupport
import Testing

extension RealTerminalTests {
  /// The last keys, and a terminal that goes away without a signal.
  @Suite(.serialized) struct LastKeysTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func started() throws -> PseudoTerminal {
      let terminal = try PseudoTerminal(
        ["--sandbox"], isControlling: false,
        environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"])
      // The people to try are the last that it draws by itself.
      #expect(terminal.read(seconds: 300) { $0.text.contains("avery@example.com") }, "\(terminal.text)")
      return terminal
    }

    /// A shell would run them.
    @Test func `Keys that are typed while the program ends reach nobody`() throws {
      let terminal = try started()
      let side = terminal.programSide()
      defer { close(side) }
      // The program waits to give the screen back, and has stopped to read keys by then.
      #expect(tcflow(side, TCOOFF) == 0)
      kill(terminal.process, SIGTERM)
      // A key that means nothing: while keys are read, it changes nothing that would have to be drawn.
      let isUnread = Patience.wait {
        terminal.send("\u{1D}")
        return !Patience.glance(tries: 100) { Self.waiting(side) == 0 }
      }
      #expect(isUnread && terminal.ending == nil)
      terminal.send("echo \(canary)\r")
      #expect(tcflow(side, TCOON) == 0)
      #expect(terminal.read(seconds: 300) { $0.ending != nil })
      #expect(terminal.ending == 128 + SIGTERM)
      var left = [UInt8](repeating: 0, count: 4096)
      let count = read(side, &left, left.count)
      #expect(count == -1 && errno == EAGAIN, "\(String(decoding: left.prefix(max(0, count)), as: UTF8.self))")
    }

    @Test func `The program ends when its terminal is closed without a signal`() throws {
      let terminal = try started()
      terminal.hangUp()
      #expect(Patience.wait { terminal.ending != nil })
      #expect(terminal.ending == 128 + SIGHUP)
    }

    /// Bytes that were typed and not read.
    private static func waiting(_ side: Int32) -> Int32 {
      var count: Int32 = 0
      return ioctl(side, UInt(FIONREAD), &count) == 0 ? count : -1
    }
  }
}
