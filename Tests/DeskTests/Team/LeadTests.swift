import Foundation
import Testing

@testable import Care360
@testable import Desk

/// A lead of the team, whom the site policy names.
struct LeadTests {
  private let avery: CaseID
  init() throws { avery = try CaseID(Sample.avery) }

  private func driver(hours: Int? = 4) throws -> SessionDriver {
    var driver = SessionDriver.withStore { settings in
      settings.hasTeam = true
      settings.leadAfterHours = hours
      settings.author = Sample.author
    }
    try driver.open(try Sample.detail())
    return driver
  }

  private func handOver(_ driver: SessionDriver, _ lead: TeamView.HandOver.Lead?) -> TeamView.HandOver {
    TeamView.HandOver(
      id: "h1", caseID: avery, kind: .message, title: "message Avery L. ADA-TOSXM", giver: "lee", receiver: "kim",
      givenAt: driver.now - 60, state: .open, isOwn: false, lead: lead)
  }

  private func rows(_ driver: SessionDriver) -> [String] {
    driver.picker?.rows.map { $0.spans.map(\.text).joined() } ?? []
  }

  private func offered(_ lead: TeamView.HandOver.Lead = .now, hours: Int? = 4) throws -> SessionDriver {
    var driver = try driver(hours: hours)
    driver.handle(.team(.read(TeamView(handOvers: [handOver(driver, lead)]))))
    #expect(!driver.header.contains("hand-over"), "it is for a colleague")
    #expect(!driver.banners.contains("takes it"))
    driver.press(.drafts)
    #expect(rows(driver).contains("waits for kim  message Avery L. ADA-TOSXM  from lee"))
    driver.choose("waits for kim")
    return driver
  }

  @Test func itGoesToTheTeamAndTheRecordSaysFromWhom() throws {
    var driver = try offered()
    #expect(
      rows(driver) == [
        "leave it with kim", "give it to the team: whoever takes it first", "take it over yourself",
      ])
    driver.choose("give it to the team")
    let seen = handOver(driver, .now)
    #expect(driver.effects.contains(.team(.move(seen, toSelf: false))))
    driver.handle(.team(.moved(seen, toSelf: false)))
    #expect(driver.effects.contains(.record(.team(.moved("kim"), avery))))
    #expect(driver.notice == "It is the team's now; lee sees it.")
  }

  @Test func aLeadTakesItOver() throws {
    var driver = try offered()
    driver.choose("yourself")
    #expect(driver.confirmationText.contains("By lee") && driver.confirmationText.contains("Sent from you: "))
    #expect(!driver.effects.contains { if case .team(.move) = $0 { true } else { false } })
    driver.press(.confirm)
    let seen = handOver(driver, .now)
    #expect(driver.effects.contains(.team(.move(seen, toSelf: true))))
    driver.handle(.team(.moved(seen, toSelf: true)))
    #expect(driver.effects.contains(.record(.team(.moved("kim"), avery))))
    #expect(driver.effects.contains(.team(.accept(seen))))
  }

  @Test func aLeadIsToldWhoMayHaveItToo() throws {
    var driver = try driver()
    let left = TeamView.HandOver(
      id: "h1", caseID: avery, kind: .message, title: "message Avery L. ADA-TOSXM", giver: "lee", receiver: "kim",
      givenAt: driver.now - 60, state: .left(by: "kim", at: nil), isOwn: false, lead: .now)
    driver.handle(.team(.read(TeamView(handOvers: [left]))))
    driver.press(.drafts)
    driver.choose("waits for kim")
    let sentence = "kim began to take it and did not finish: kim may have it, too."
    #expect(driver.picker?.note?.text.hasPrefix(sentence) == true)
    driver.choose("yourself")
    #expect(driver.confirmationText.contains(sentence))
  }

  @Test func nothingIsMovedOverADraftOfOnesOwn() throws {
    var driver = try driver()
    driver.press(.message)
    driver.type("Mine")
    driver.press(.back)
    driver.handle(.team(.read(TeamView(handOvers: [handOver(driver, .now)]))))
    driver.press(.drafts)
    driver.choose("waits for kim")
    driver.choose("yourself")
    #expect(driver.notice.hasPrefix("You have a message of this case yourself"))
    #expect(!driver.effects.contains { if case .team(.move) = $0 { true } else { false } })
  }

  @Test func beforeTheHoursAndForNobodyElseItIsSaid() throws {
    var driver = try offered(.later)
    #expect(driver.picker == nil)
    #expect(driver.notice == "kim still has time: 4 hours from when kim got it.")
    driver = try offered(.later, hours: 1)
    #expect(driver.notice == "kim still has time: 1 hour from when kim got it.")
    driver = try offered(hours: nil)
    #expect(driver.picker == nil)
    #expect(driver.notice == "Only the leads that the site policy names may take it from kim.")
  }

  @Test func theGiverSeesWhoTookItFromWhom() throws {
    var driver = try driver(hours: nil)
    let own = TeamView.HandOver(
      id: "h1", caseID: avery, kind: .message, title: "message Avery L. ADA-TOSXM", giver: "robin", receiver: nil,
      givenAt: driver.now - 60, state: .open, isOwn: true, moved: TeamView.HandOver.Move(by: "ada", from: "kim"))
    driver.handle(.team(.read(TeamView(handOvers: [own]))))
    driver.press(.drafts)
    #expect(
      rows(driver).contains(
        "handed over  message Avery L. ADA-TOSXM  handed to the team, not yet taken; ada took it from kim"))
    driver.press(.back)
    let taken = TeamView.HandOver(
      id: "h1", caseID: avery, kind: .message, title: "message Avery L. ADA-TOSXM", giver: "robin", receiver: nil,
      givenAt: driver.now - 60, state: .taken(by: "lee", at: nil, isKept: true), isOwn: true,
      moved: TeamView.HandOver.Move(by: "ada", from: "kim"))
    driver.handle(.team(.read(TeamView(handOvers: [taken]))))
    driver.press(.drafts)
    #expect(rows(driver).contains("handed over  message Avery L. ADA-TOSXM  lee took it; ada took it from kim"))
  }
}
