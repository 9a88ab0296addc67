import Care360Sandbox
import Foundation
import Synchronization
import Testing

@testable import DeskCommands

/// Standard output behind a pipe that nobody reads.
struct NowhereToWrite: ConsoleOutput {
  func write(_ text: String) throws(ErrorReport) { throw .failed("The output cannot be written.") }
}

@Suite struct BatchTests {
  /// A service that has enough is left alone for the time it names, and asked again after that.
  @Test func `A line refused with 429 is asked again after a wait`() async throws {
    // One read is tried three times by the transport; the fourth and fifth answer ends the second try of the batch.
    try await Bench.run(faults: ["latest:status=429x3"]) { bench in
      let (output, talk) = (Recorded(), Recorded())
      let pauses = Mutex<[Int]>([])
      let tool = bench.tool(
        ["lookup", "--batch"] + bench.key, Script("avery@example.com\n"), isTerminal: false, talk, output,
        pause: { seconds in pauses.withLock { $0.append(seconds) } })
      #expect(await tool.run().rawValue == 0)
      #expect(output.text.contains("\"ok\":true"))
      #expect(pauses.withLock { $0 } == [5])
      #expect(bench.sandbox.requestCount(.latest) == 4)
    }
  }

  @Test func `A line that is no text costs no other its answer`() async throws {
    try await Bench.run { bench in
      let (output, talk) = (Recorded(), Recorded())
      let input = Array("avery@example.com\r\n".utf8) + [0xFF] + Array("@example.com\njo.park@example.com\n".utf8)
      let tool = bench.tool(["lookup", "--batch"] + bench.key, Script(bytes: input), isTerminal: false, talk, output)
      #expect(await tool.run().rawValue == 5)
      let lines = output.text.split(separator: "\n")
      #expect(lines.map { $0.contains("\"ok\":true") } == [true, false, true])
      #expect(lines[1].contains("\"query\":") && lines[1].contains("\"kind\":\"invalid\""))
      #expect(bench.sandbox.requestCount(.latest) == 2)
    }
  }

  private func answers(_ bench: Bench, _ bytes: [UInt8]) async -> (code: Int32, lines: [Substring], talk: String) {
    let (output, talk) = (Recorded(), Recorded())
    let tool = bench.tool(["lookup", "--batch"] + bench.key, Script(bytes: bytes), isTerminal: false, talk, output)
    return (await tool.run().rawValue, output.text.split(separator: "\n"), talk.text)
  }

  @Test(arguments: [
    "\u{FEFF}avery@example.com\njo.park@example.com\n", "avery@example.com\rjo.park@example.com\r",
    "\u{FEFF}avery@example.com\rjo.park@example.com", "avery@example.com\r\njo.park@example.com\r\n",
    "\n\r\navery@example.com\n \njo.park@example.com",
  ])
  func `A byte order mark and any line ends are taken`(input: String) async throws {
    try await Bench.run { bench in
      let ran = await answers(bench, Array(input.utf8))
      #expect(ran.code == 0)
      #expect(ran.lines.map { $0.contains("\"ok\":true") } == [true, true])
    }
  }

  @Test(arguments: [[0xFF, 0xFE], [0xFE, 0xFF], []] as [[UInt8]])
  func `Input in UTF-16 is said once and nothing is asked`(mark: [UInt8]) async throws {
    try await Bench.run { bench in
      let units = "avery@example.com\njo.park@example.com\n".utf16
      let isBig = mark == [0xFE, 0xFF]
      let bytes =
        mark + units.flatMap { isBig ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      let ran = await answers(bench, bytes)
      #expect(ran.code == 64)
      #expect(ran.lines.isEmpty)
      #expect(ran.talk.split(separator: "\n").count == 1 && ran.talk.contains("UTF-16"), "\(ran.talk)")
      #expect(bench.sandbox.requestCount(.latest) == 0)
    }
  }

  @Test(arguments: ["email", "Phone", "case_id"])
  func `The heading of a column is named, and what follows is answered`(heading: String) async throws {
    try await Bench.run { bench in
      let ran = await answers(bench, Array("\(heading)\navery@example.com\n".utf8))
      #expect(ran.code == 5)
      #expect(ran.lines.map { $0.contains("\"ok\":true") } == [false, true])
      #expect(ran.lines[0].contains("column heading"))
    }
  }

  @Test func `What was left out of a line is said with its answer`() async throws {
    try await Bench.run { bench in
      let ran = await answers(bench, Array("(202) 555-0142 x12\nAvery L <avery@example.com>\n".utf8))
      #expect(ran.code == 0)
      #expect(ran.lines.map { $0.hasSuffix("\"remarks\":[\"Extension 12 is left out.\"]}") } == [true, false])
    }
  }

  @Test(arguments: ["\navery@example.com\n", ""])
  func `A line that is too long is an answer of its own`(rest: String) async throws {
    try await Bench.run { bench in
      let file = try bench.file("long", "nobody@example.com\n" + String(repeating: "x", count: 3 << 20) + rest)
      let descriptor = open(file, O_RDONLY)
      defer { close(descriptor) }
      let output = Recorded()
      var tool = bench.tool(["lookup", "--batch"] + bench.key, Script(""), isTerminal: false, Recorded(), output)
      tool = CommandLineTool(
        arguments: tool.arguments,
        host: tool.host.reading(DescriptorInput(descriptor, interruption: nil), into: output))
      #expect(await tool.run().rawValue == 3)
      let answers = output.text.split(separator: "\n")
      #expect(answers.map { $0.contains("\"ok\":true") } == [false, false] + (rest.isEmpty ? [] : [true]))
      #expect(answers[1].contains("longer than 1 MiB") && answers[1].contains("\"kind\":\"invalid\""))
    }
  }

  @Test func `A line is answered before the next one is there`() async throws {
    try await Bench.run { bench in
      let (output, talk) = (Recorded(), Recorded())
      let read = Mutex(0)
      let late = Mutex(false)
      let input = Script("avery@example.com\nnobody@example.com\n") {
        let isSecond = read.withLock { read -> Bool in
          read += 1
          return read == 2
        }
        guard isSecond else { return }
        let end = Date().addingTimeInterval(300)
        while output.text.isEmpty, Date() < end { usleep(5_000) }
        late.withLock { $0 = output.text.isEmpty }
      }
      let tool = bench.tool(["lookup", "--batch"] + bench.key, input, isTerminal: false, talk, output)
      #expect(await tool.run().rawValue == 3)
      #expect(!late.withLock { $0 })
      #expect(output.text.split(separator: "\n").count == 2)
    }
  }

  @Test func `Whoever stops reading ends it, with a line still to come`() async throws {
    try await Bench.run { bench in
      let read = Mutex(0)
      let ended = Mutex(false)
      let input = Script("avery@example.com\n") {
        let isFirst = read.withLock { read -> Bool in
          read += 1
          return read == 1
        }
        let end = Date().addingTimeInterval(300)
        while !isFirst, !ended.withLock({ $0 }), Date() < end { usleep(5_000) }
      }
      let tool = bench.tool(["lookup", "--batch"] + bench.key, input, isTerminal: false, Recorded(), NowhereToWrite())
      let code = await tool.run().rawValue
      #expect(code == 1)
      ended.withLock { $0 = true }
    }
  }

  @Test func `A batch that is always told to wait gives up in the end, with 7`() async throws {
    try await Bench.run(faults: ["latest:status=429"]) { bench in
      let (output, talk) = (Recorded(), Recorded())
      let pauses = Mutex(0)
      let tool = bench.tool(
        ["lookup", "--batch"] + bench.key, Script("avery@example.com\n"), isTerminal: false, talk, output,
        pause: { _ in pauses.withLock { $0 += 1 } })
      #expect(await tool.run().rawValue == 7)
      #expect(output.text.contains("\"httpStatus\":429"))
      #expect(pauses.withLock { $0 } == 3)
    }
  }

  @Test func `Progress stands on standard error of a terminal only`() async throws {
    try await Bench.run { bench in
      let input = "avery@example.com\nnobody@example.com\n"
      let plain = await bench.run(["lookup", "--batch"] + bench.key, input: input)
      #expect(plain.talk.isEmpty)
      let shown = await bench.run(["lookup", "--batch"] + bench.key, input: input, isTerminal: true)
      #expect(shown.talk.contains("\r1 "))
      #expect(shown.talk.contains("2 of 2 looked up") || shown.talk.contains("2 looked up"))
      #expect(shown.talk.hasSuffix("\r"))
      #expect(shown.output == plain.output)
    }
  }

  @Test func `A dry run is printed as a curl command, too`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["refill", Known.avery, "--dry-run"] + bench.key)
      let line = try #require(ran.output.split(separator: "\n").last)
      #expect(
        line
          == "curl -X POST \(bench.server.baseURL)/api/v1/cases/\(Known.avery) -H 'cv-api-key: [redacted]' -H 'Content-Type: application/json' --data-raw '{\"action\":\"REQUEST_REFILL_URL\"}'"
      )
      #expect(!ran.output.contains(bench.sandbox.apiKey))
      #expect(bench.requests == 0)
    }
  }
}

extension DeskCommands.Host {
  fileprivate func reading(_ input: any ConsoleInput, into output: any ConsoleOutput) -> Self {
    var host = self
    host.console = Console(
      input: input, output: output, talk: Recorded(), isInputTerminal: false, isOutputTerminal: false,
      isTalkTerminal: false)
    return host
  }
}
