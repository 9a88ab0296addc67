import Care360
import Foundation
import CaseStore
import TestSupport
import Testing

@testable import DeskCommands

@Suite struct TextTableTests {
  private let table = TextTable(
    [
      .init(heading: "NAME", room: .cut), .init(heading: "PRICE", isNumber: true), .init(heading: "EMPTY"),
      .init(heading: "NOTE", room: .spare), .init(heading: "ID"),
    ],
    [
      ["Premium Bundle", "159.00", "", "sold out", "a1"], ["王小明的套餐", "9.50", "", "", "b2"],
      ["two\nlines", "", "", "", "c3"],
    ])

  @Test func `On a terminal columns have headings, and numbers stand at the right`() {
    #expect(
      table.lines(within: 80) == [
        "NAME             PRICE  NOTE      ID", "Premium Bundle  159.00  sold out  a1",
        "王小明的套餐      9.50            b2", "two␊lines                         c3",
      ])
  }

  @Test func `What does not fit is left out first and cut then, by the columns it takes`() {
    #expect(
      table.lines(within: 30) == [
        "NAME             PRICE  ID", "Premium Bundle  159.00  a1", "王小明的套餐      9.50  b2",
        "two␊lines               c3",
      ])
    #expect(
      table.lines(within: 21) == [
        "NAME        PRICE  ID", "Premium …  159.00  a1", "王小明的…    9.50  b2", "two␊lines          c3",
      ])
    // An id is never cut, and no column is made useless.
    #expect(table.lines(within: 1).map(\.count).max() == 20)
    #expect(table.lines(within: 1)[1] == "Premium…  159.00  a1")
  }

  @Test func `Elsewhere it has every column, no heading and no end`() {
    #expect(table.lines(within: nil)[0] == "Premium Bundle  159.00    sold out  a1")
    #expect(table.lines(within: nil).count == 3)
  }
}

@Suite struct ListsOnATerminalTests {
  @Test func `Bundles stand in a table with their prices below each other`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["bundle", "list"] + bench.key, isTerminal: true)
      let lines = ran.output.split(separator: "\n")
      try #require(lines.count > 2)
      #expect(lines[0].hasPrefix("BUNDLE ") && lines[0].contains("  PRICE ") && lines[0].contains("NOTE"))
      let ends = lines.dropFirst().compactMap { $0.components(separatedBy: "  USD  ").first?.count }
      #expect(Set(ends).count == 1 && ran.output.contains(" 99.99  USD "), "\(ran.output)")
      #expect(lines.allSatisfy { $0.count <= 80 }, "\(ran.output)")
      let piped = await bench.run(["bundle", "list"] + bench.key)
      #expect(piped.output.contains("\n\(Known.starter)  Starter Bundle  99.99  USD\n"))
    }
  }

  @Test func `Recents and drafts say when, exactly and how long ago`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic(general: "time_zone = \"America/Chicago\"")
      try bench.fillStore()
      let recents = await bench.runAtStore(["recents"] + clinic, isTerminal: true)
      #expect(recents.output.hasPrefix("CASE   PATIENT "), "\(recents.output)")
      #expect(recents.output.contains("SEEN (CST)"))
      #expect(recents.output.contains("18 Nov 05:06  1 h ago"), "\(recents.output)")
      #expect(recents.output.contains("15 Nov 05:06  3 days ago"))
      let drafts = await bench.runAtStore(["drafts"] + clinic, isTerminal: true)
      #expect(drafts.output.hasPrefix("CASE   PATIENT "), "\(drafts.output)")
      #expect(drafts.output.contains("SAVED (CST)") && drafts.output.contains("question 7 of 12"))
    }
  }

  @Test func `The record stands in a table, with ids where another command needs them`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      try bench.fillStore()
      let intent = WriteIntent(
        id: "0123456789abcdef", time: Bench.start, operatorName: "tester", profile: "clinic",
        action: .requestRefillLink, caseID: try bench.caseID(1), productIDs: [], bundleID: nil)
      _ = try await bench.journal.open(intent, repeating: .none)
      let all = await bench.runAtStore(["activity"] + clinic, isTerminal: true)
      #expect(
        all.output.hasPrefix("TIME (") && all.output.contains("ADA-1") && all.output.contains("1 h ago"),
        "\(all.output)")
      #expect(all.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
      let unsettled = await bench.runAtStore(["activity", "--unsettled"] + clinic, isTerminal: true)
      #expect(unsettled.output.contains("  0123456789abcdef\n"), "\(unsettled.output)")
    }
  }

  @Test func `A plain lookup says whose case it found`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["lookup"] + bench.key, input: "avery@example.com\n", isTerminal: true)
      #expect(ran.output == "\(Known.avery)  ADA-TOSXM  Avery Lindqvist  APPROVED, open\n")
      let record = try bench.record.text
      #expect(record.contains("\"viewed\""), "\(record)")
      let phone = await bench.run(["lookup", "+1 202 555 0142"] + bench.key, isTerminal: true)
      #expect(phone.talk.contains("Found by phone: ask the caller for their name and birth date"))
      let piped = await bench.run(["lookup", "avery@example.com"] + bench.key)
      #expect(piped.output == "\(Known.avery)\n" && piped.talk.isEmpty)
    }
  }

  @Test func `The id stays where the case itself cannot be read`() async throws {
    try await Bench.run(faults: ["detail:status=503"]) { bench in
      let ran = await bench.run(["lookup", "avery@example.com"] + bench.key, isTerminal: true)
      #expect(ran.code == 0 && ran.output == "\(Known.avery)\n")
    }
  }
}
