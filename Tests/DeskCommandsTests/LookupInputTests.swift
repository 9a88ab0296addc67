import Care360
import Care360Sandbox
import CaseStore
import DeskCommands
import Foundation
import Testing

/// The identifiers that `lookup` takes out of its argument and its input, and its explanation of them.
@Suite struct LookupInputTests {
  @Test(arguments: [
    "mailto:avery@example.com", "Avery L <avery@example.com>", "\u{202A}+1 (202) 555-0142\u{202C}",
    "(202) 555-0142 x12",
    "https://care.example.com/cases/\(Known.avery)", "{\(Known.avery)}",
  ])
  func `What was pasted finds the case, as an argument and on standard input`(text: String) async throws {
    try await Bench.run { bench in
      for (words, input) in [
        (["lookup", text], ""), (["lookup", "-"], text + "\n"), (["lookup", "-"], "\u{FEFF}" + text),
      ] {
        let ran = await bench.run(words + bench.key, input: input)
        #expect(ran.code == 0)
        #expect(ran.output == "\(Known.avery)\n")
        #expect(ran.talk == (text.hasSuffix("x12") ? "casedesk: Extension 12 is left out.\n" : ""))
      }
    }
  }

  @Test(arguments: [["lookup", "-"], ["lookup"]], ["\n", "\r", "\r\n", "\n\n"])
  func `Several lines are wrong usage`(words: [String], end: String) async throws {
    try await Bench.run { bench in
      let ran = await bench.run(words + bench.key, input: "avery@example.com" + end + "jo.park@example.com" + end)
      #expect(ran.code == 64)
      #expect(ran.talk.contains("add --batch to look up each"))
      #expect(bench.sandbox.requestCount(.latest) == 0)
    }
  }

  @Test func `A terminal gives one line`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(
        ["lookup", "-"] + bench.key, input: "avery@example.com\nthe next command\n", isTerminal: true)
      #expect(ran.code == 0)
      #expect(ran.output.hasPrefix("\(Known.avery)  ADA-TOSXM  ") && ran.output.count(where: \.isNewline) == 1)
    }
  }

  @Test func `Input in UTF-16 is named`() async throws {
    try await Bench.run { bench in
      let (output, talk) = (Recorded(), Recorded())
      let bytes: [UInt8] = [0xFF, 0xFE] + "avery@example.com\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      let tool = bench.tool(["lookup", "-"] + bench.key, Script(bytes: bytes), isTerminal: false, talk, output)
      #expect(await tool.run().rawValue == 64)
      #expect(talk.text.contains("UTF-16"))
    }
  }

  @Test(arguments: ["CI", "VA", "XX"]) func `A national number never goes to another country`(country: String)
    async throws
  {
    try await Bench.run { bench in
      let words = try bench.clinic(profile: "default_country = \"\(country)\"")
      let ran = await bench.runAtStore(["lookup", "312 345 6789", "--explain"] + words)
      #expect(ran.code == (country == "XX" ? 5 : 0), "\(ran.output)")
      #expect(!ran.output.contains("+1312"))
      if country == "XX" {
        #expect(ran.output == "refused: No calling code is known for XX: type + and the country code.\n")
      }
    }
  }

  // MARK: - Short ids

  @Test func `A short id opens a recent case where the store opens by itself`() async throws {
    try await Bench.run { bench in
      let words = try bench.clinic()
      try bench.fillStore()
      let ran = await bench.runAtStore(["lookup", "--explain", "ada-1"] + words)
      #expect(ran.output == "case id \(try bench.caseID(1).text): Short id ADA-1 of a recent case.\n")
      let other = await bench.runAtStore(["lookup", "--explain", "ADA-9"] + words)
      #expect(other.output == "refused: Short ids are known here only for recent cases.\n")
      #expect(other.code == 5)
    }
  }

  @Test func `A short id asks for no passphrase`() async throws {
    try await Bench.run { bench in
      let words = try bench.clinic(keyCommand: false)
      try bench.fillStore(passphrase: true)
      let ran = await bench.runAtStore(["lookup", "--explain", "ADA-1"] + words, isTerminal: true)
      #expect(ran.output == "refused: Short ids are known here only for recent cases.\n")
      #expect(ran.talk.isEmpty)
    }
  }

  @Test func `A short id is refused where nothing is kept`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["lookup", "ADA-TOSXM"] + bench.key)
      #expect(ran.code == 5)
      #expect(ran.talk == "casedesk: Short ids are known here only for recent cases.\n")
    }
  }

  // MARK: - Explaining

  private static let lines = """
    Avery L <avery@example.com>
    (202) 555-0142 x12
    +44 020 7946 0958

    \(Known.avery.uppercased())
    Avery Lindqvist

    """

  @Test(arguments: [["-"], [], ["--batch"], ["-", "--batch"]])
  func `Every line is explained without asking the service`(words: [String]) async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["lookup", "--explain"] + words + bench.key, input: Self.lines)
      #expect(ran.code == 5)
      let asked = bench.sandbox.requestCount(.latest) + bench.sandbox.requestCount(.detail)
      #expect(asked == 0)
      guard !words.contains("--batch") else { return }
      #expect(
        ran.output == """
          e-mail avery@example.com: Recognized by its @.
          phone +12025550142: As dialled from US (default_country). Extension 12 is left out.
          phone +442079460958: With the country code as typed.
          case id \(Known.avery): A UUID.
          refused: The service cannot search by name: type e-mail, phone or case id.

          """)
    }
  }

  @Test func `An explanation is JSON where that is asked for`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["lookup", "--explain", "-", "--json"] + bench.key, input: Self.lines)
      let lines = ran.output.split(separator: "\n")
      #expect(lines.count == 5)
      #expect(
        lines[1] == """
          {"ok":true,"query":"(202) 555-0142 x12","result":{"kind":"phone","sent":"+12025550142",\
          "why":["As dialled from US (default_country).","Extension 12 is left out."]}}
          """)
      #expect(lines[4].hasPrefix("{\"ok\":false,\"query\":\"Avery Lindqvist\",\"error\":{\"kind\":\"invalid\""))
      #expect(await bench.run(["lookup", "--explain", "--batch"] + bench.key, input: Self.lines).output == ran.output)
    }
  }

  @Test func `One identifier of the command line is explained`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["lookup", "--explain", "tel:+1-202-555-0142"] + bench.key)
      #expect(ran.output == "phone +12025550142: With the country code as typed.\n")
      #expect(ran.code == 0)
      let asked = await bench.run(["lookup", "--explain"] + bench.key, input: "2025550142\n", isTerminal: true)
      #expect(asked.output == "phone +12025550142: As dialled from US (default_country).\n")
    }
  }

  @Test(arguments: [["--detail"], ["--phi"]]) func `An explanation shows no case`(words: [String]) async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["lookup", "--explain", "avery@example.com"] + words + bench.key)
      #expect(ran.code == 64)
      #expect(ran.talk.contains("leave out --detail and --phi"))
    }
  }
}
