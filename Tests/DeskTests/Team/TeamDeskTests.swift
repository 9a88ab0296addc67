import Foundation
import Testing

@testable import Care360
@testable import Desk

/// Colleagues on the desk: told by the team's store, shown and warned of, and never in the way.
struct TeamDeskTests {
  private static func driver() throws -> SessionDriver {
    var driver = SessionDriver.inTeam()
    try driver.open(try Sample.detail())
    return driver
  }

  private let avery: CaseID
  init() throws { avery = try CaseID(Sample.avery) }

  private func kim(_ driver: SessionDriver, _ work: TeamWork = .editing) -> TeamView {
    TeamView(people: [.init(caseID: avery, name: "Kim", work: work, since: driver.now - 120)])
  }

  private func attempt(_ driver: SessionDriver, id: String = "w1", isUnsettled: Bool = true) -> TeamView.Attempt {
    TeamView.Attempt(
      id: id, caseID: avery, action: .requestRefillLink, name: "Kim", startedAt: driver.now - 600,
      isUnsettled: isUnsettled)
  }

  private func news(_ driver: SessionDriver) -> [TeamSpot?] {
    driver.effects.compactMap { if case .team(.news(let spot)) = $0 { .some(spot) } else { nil } }
  }

  // MARK: Telling

  @Test func withoutATeamNothingIsAskedOrTold() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    #expect(!driver.effects.contains { if case .team = $0 { true } else { false } })
    driver.handle(.team(.unread("The team's store cannot be reached.")))
    #expect(!driver.header.contains("team") && driver.notice.isEmpty)
    #expect(driver.reason(.claim) == "no team's store is set up")
  }

  @Test func colleaguesAreToldAtOnceWhereThePersonIs() throws {
    var driver = try Self.driver()
    #expect(news(driver) == [TeamSpot(caseID: avery, work: .viewing, since: driver.now)])
    driver.press(.addProducts)
    #expect(news(driver).map { $0?.work } == [.editing])
    driver.press(.back)
    #expect(news(driver).map { $0?.work } == [.viewing])
    driver.press(.message)
    #expect(news(driver).map { $0?.work } == [.writing])
    driver.press(.worklist)
    #expect(news(driver) == [nil], "the case stands behind the list")
  }

  @Test func aRowOfTheWorklistTellsTheOwnerAndWhoIsThere() throws {
    var driver = try Self.driver()
    func words(_ view: TeamView) -> String? {
      driver.handle(.team(.read(view)))
      return driver.session.teamWords(TimeText(zone: testZone, now: driver.now))[avery]?.text
    }
    let until = driver.now + 3600
    #expect(words(kim(driver)) == "Kim edits a form, 2m")
    var view = kim(driver)
    view.claims = [.init(caseID: avery, name: "Robin", until: until, isOwn: true)]
    #expect(words(view) == "yours · Kim edits a form, 2m")
    view.claims = [.init(caseID: avery, name: "Jo", until: until, isOwn: false)]
    #expect(words(view) == "Jo's · Kim edits a form, 2m")
    view.people = []
    #expect(words(view) == "Jo until 11:42")
  }

  @Test func keysBringNewsAtMostOnceAWhileAndSilenceNone() throws {
    var driver = try Self.driver()
    func timers() -> Int {
      driver.effects.count { if case .timer(.team) = $0 { true } else { false } }
    }
    driver.move(.down)
    driver.move(.down)
    #expect(news(driver).isEmpty && timers() == 0, "the pause of the first news is not over")
    driver.now += 21
    driver.handle(.team(.timerFired))
    #expect(news(driver).count == 1 && timers() == 1, "a key came since")
    driver.now += 21
    driver.handle(.team(.timerFired))
    #expect(news(driver).isEmpty && timers() == 0, "without a key nothing is asked, and no timer goes on")
    driver.now += 600
    driver.move(.down)
    #expect(news(driver).count == 1 && timers() == 1, "the first key after that asks at once")
  }

  @Test func theLockSaysAwayAndForgetsColleagues() throws {
    var driver = try Self.driver()
    driver.handle(.team(.read(kim(driver))))
    driver.press(.lock)
    #expect(driver.effects.contains(.team(.cover(TeamSpot(caseID: avery, work: .away, since: driver.now)))))
    driver.handle(.team(.read(kim(driver))))
    #expect(driver.session.team.view == TeamView(), "an answer that comes late is dropped")
    driver.handle(.drafts(.autosaveTimerFired))
    #expect(driver.effects.count { if case .team = $0 { true } else { false } } == 0)
  }

  // MARK: Showing

  @Test func theCaseSaysWhoIsInItAndWhatIsNotSettled() throws {
    var driver = try Self.driver()
    var view = kim(driver)
    view.attempts = [attempt(driver)]
    view.claims = [.init(caseID: avery, name: "Kim", until: driver.now + 3600, isOwn: false)]
    driver.handle(.team(.read(view)))
    #expect(driver.banners.contains("Kim edits a form, since "))
    #expect(driver.banners.contains("Kim: refill link, ") && driver.banners.contains("not known whether it was done."))
    #expect(driver.banners.contains("Kim has this case until "))
    driver.handle(.team(.read(TeamView())))
    #expect(!driver.banners.contains("Kim"))
  }

  @Test func aStoreThatIsAwayIsSaidSinceWhenAndTakesNothingAway() throws {
    var driver = try Self.driver()
    driver.handle(.team(.read(kim(driver))))
    driver.now += 60
    let since = TimeText(zone: driver.session.settings.zone, now: driver.now).stamp(driver.now)
    driver.handle(.team(.unread("The team's store cannot be reached.")))
    #expect(driver.header.contains("team view off since \(since)"))
    #expect(driver.notice == "The team's store cannot be reached. Lookups and changes go on.")
    #expect(!driver.banners.contains("Kim"), "what a colleague did may be over by now")
    driver.now += 600
    driver.handle(.team(.unread("The team's store does not answer in time.")))
    #expect(driver.header.contains("team view off since \(since)"), "the first time counts")
    driver.press(.refill)
    driver.press(.accept)
    #expect(driver.confirmationText.contains("The team's store is away: a colleague may be doing the same."))
    driver.press(.confirm)
    #expect(driver.sent.count == 1, "it goes on")
    driver.handle(.team(.read(TeamView())))
    #expect(!driver.header.contains("team view off"))
  }

  // MARK: Before a confirmation

  @Test func aQuestionLooksAgainAndWarnsOfColleagues() throws {
    var driver = try Self.driver()
    driver.press(.refill)
    driver.press(.accept)
    #expect(driver.effects.contains(.team(.look)))
    let first = try #require(driver.confirmation?.number)
    var view = kim(driver, .writing)
    view.attempts = [attempt(driver, isUnsettled: false)]
    driver.handle(.team(.read(view)))
    #expect(driver.confirmationText.contains("Kim writes, since "))
    #expect(
      driver.confirmationText.contains("Kim: refill link, ") && driver.confirmationText.contains("is being sent."))
    #expect(driver.confirmation?.number != first, "a yes to the question before counts no more")
    #expect(!driver.effects.contains(.team(.look)), "the look is done")
    driver.press(.confirm)
    let order = try #require(
      driver.effects.compactMap { if case .write(.send(let order)) = $0 { order } else { nil } }.first)
    #expect(order.toldOfTeam == ["w1"])
  }

  @Test func aWriteThatAColleagueBeganMeanwhileIsAskedAboutAgain() throws {
    var driver = try Self.driver()
    driver.requestRefill()
    let number = try #require(driver.sent.first?.number)
    driver.handle(.writes(.held([attempt(driver, id: "w9")], write: number)))
    #expect(driver.notice.contains("Not sent: a colleague does the same, or left it unsettled."))
    #expect(driver.confirmationText.contains("Kim: refill link, "))
    driver.press(.confirm)
    let order = try #require(
      driver.effects.compactMap { if case .write(.send(let order)) = $0 { order } else { nil } }.first)
    #expect(order.toldOfTeam == ["w9"], "it goes out after its history was shown")
  }

  /// The store answered with them, so that they are named even where it was away before.
  @Test func aWriteThatIsHeldNamesTheColleagueAfterTheStoreWasAway() throws {
    var driver = try Self.driver()
    driver.handle(.team(.unread("The team's store cannot be reached.")))
    driver.requestRefill()
    let number = try #require(driver.sent.first?.number)
    driver.handle(.writes(.held([attempt(driver, id: "w9")], write: number)))
    #expect(driver.confirmationText.contains("Kim: refill link, "))
    #expect(!driver.header.contains("team view off"))
    driver.press(.confirm)
    #expect(
      driver.effects.contains { effect in
        if case .write(.send(let order)) = effect { order.toldOfTeam == ["w9"] } else { false }
      })
  }

  // MARK: Claims

  @Test func aCaseIsClaimedGivenBackAndTakenOver() throws {
    var driver = try Self.driver()
    driver.press(.claim)
    #expect(driver.effects.contains(.team(.claim(avery))))
    let own = TeamView.Claim(caseID: avery, name: "robin", until: driver.now + 3600, isOwn: true)
    driver.handle(.team(.said("The case is yours for an hour.", isProblem: false)))
    driver.handle(.team(.read(TeamView(claims: [own]))))
    #expect(driver.notice == "The case is yours for an hour.")
    #expect(driver.banners.contains("This case is yours until "))
    driver.press(.claim)
    #expect(driver.effects.contains(.team(.release(avery))))
    let kims = TeamView.Claim(caseID: avery, name: "Kim", until: driver.now + 3600, isOwn: false)
    driver.handle(.team(.read(TeamView(claims: [kims]))))
    driver.press(.claim)
    #expect(driver.confirmationText.contains("Kim has this case until "))
    #expect(!driver.effects.contains { if case .team(.takeOver) = $0 { true } else { false } })
    driver.press(.confirm)
    #expect(driver.effects.contains(.team(.takeOver(kims))))
    driver.handle(.team(.tookOver(kims)))
    #expect(driver.notice == "The case is yours for an hour; Kim sees it.")
    #expect(driver.effects.contains(.record(.team(.tookOver, avery))))
    driver.handle(.team(.unread("The team's store cannot be reached.")))
    #expect(driver.reason(.claim) == "the team's store is away")
  }
}

extension SessionDriver {
  /// With a store, a team, and an author of messages.
  static func inTeam(_ contents: StoreContents = StoreContents(), author: String = "Robin Diaz") -> SessionDriver {
    withStore(contents) { settings in
      settings.hasTeam = true
      do {
        let mail = author.split(separator: " ")[0].lowercased() + "@example.com"
        settings.author = MessageAuthor(email: try EmailAddress(mail), name: author)
      } catch {
        Issue.record("\(error)")
      }
    }
  }
}
