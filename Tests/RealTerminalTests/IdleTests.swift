import Foundation
import Testing

extension RealTerminalTests {
  /// A screen that nobody touches: hundreds of them run on one machine, over lines that cost something.
  @Suite(.serialized) struct IdleTests {
    @Test func `An idle screen sends nothing and wakes no thread, with a case, a list and a form open`() async throws {
      try await SandboxProcess.run(faults: []) { sandbox in
        try await TmuxScreen.run(sandbox.connection) { screen in
          screen.lookUpAvery()
          let process = try screen.process()
          try Self.expectIdle(screen, process, "the case")
          screen.press("Y")
          screen.waitFor("tracking number  1Z")
          try Self.expectIdle(screen, process, "a list")
          screen.press("Escape")
          screen.waitForNo("tracking number  1Z")
          screen.press("a")
          screen.waitFor("Intake · Avery")
          screen.press("C-n")
          screen.waitFor("1.1 Question")
          screen.type("How much do you weigh?")
          screen.waitFor("How much do you weigh?")
          try Self.expectIdle(screen, process, "the form")
        }
      }
    }

    /// Anything that a round leaves behind shows after a dozen of them; hours of any work at all are for `SoakTests`.
    @Test(.enabled(if: getuid() == 0, "only root may look into a sealed process"))
    func `The same work again and again takes no more memory, files or threads`() async throws {
      try await TmuxScreen.run(["--sandbox"]) { screen in
        screen.lookUpAvery()
        let process = try screen.process()
        func footprint(after rounds: Int) throws -> Footprint {
          for _ in 0..<rounds {
            screen.press("Y")
            screen.waitFor("tracking number  1Z")
            screen.press("Escape")
            screen.waitForNo("tracking number  1Z")
            screen.press("L")
            screen.waitFor("Hidden")
            screen.press("Enter")
            screen.waitFor("Case ADA-TOSXM")
          }
          return try Footprint(of: process)
        }
        let early = try footprint(after: 4)
        let late = try footprint(after: 12)
        #expect(late.kilobytes <= early.kilobytes + 4096, "\(early), then \(late)")
        #expect(late.files <= early.files + 4, "\(early), then \(late)")
        #expect(late.threads <= early.threads + 8, "\(early), then \(late)")
      }
    }

    /// What an action leaves to be done (a save, an answer) is given some seconds to end; from then on nothing happens.
    ///
    /// One thread is not ours: libdispatch looks at its pool of threads once a second, on Linux, and cannot be told not to.
    private static func expectIdle(_ screen: TmuxScreen, _ process: Int32, _ what: String) throws {
      var woken: [String: Int] = [:]
      for _ in 0..<5 {
        let before = (bytes: screen.settledBytes(), switches: try switches(process), time: Date())
        // A time in which nothing is to happen cannot be waited for in another way.
        _ = Patience.glance(tries: 100) { false }
        let after = try switches(process)
        let seconds = Int(Date().timeIntervalSince(before.time)) + 2
        woken = after.reduce(into: [:]) { found, task in
          let times = task.value - before.switches[task.key, default: 0]
          if times > 0 { found[task.key] = times }
        }
        guard woken.count <= 1, woken.values.allSatisfy({ $0 <= seconds }) else { continue }
        #expect(screen.settledBytes() == before.bytes, "\(what): bytes were sent")
        return
      }
      Issue.record("\(what): threads still wake up: \(woken)")
    }

    /// How often the threads of the process were given the processor, by thread.
    private static func switches(_ process: Int32) throws -> [String: Int] {
      let tasks = "/proc/\(process)/task"
      return try FileManager.default.contentsOfDirectory(atPath: tasks).reduce(into: [:]) { found, task in
        let status = String(
          decoding: FileManager.default.contents(atPath: "\(tasks)/\(task)/status") ?? Data(), as: UTF8.self)
        for line in status.split(separator: "\n") where line.hasPrefix("voluntary_ctxt_switches") {
          found[task] = line.split(separator: "\t").last.flatMap { Int($0) }
        }
      }
    }
  }
}
