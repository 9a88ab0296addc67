import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The refill links alone.
struct RefillLinksTests {
  private let now = Date(timeIntervalSince1970: 1_795_344_120)

  private func link(_ name: String, _ id: String = Sample.avery, ago seconds: Double = 0) throws -> RefillLink {
    RefillLink(
      caseID: try CaseID(id), patientName: "Avery Lindqvist", shortID: "ADA-TOSXM", requestedAt: now - seconds,
      link: "https://care.example.com/\(name)")
  }

  @Test func theStoreIsToldOfALinkOnce() throws {
    var links = RefillLinks()
    let link = try link("a")
    links.arrived(link)
    let first = links.takeUnkept()
    #expect(first == [.store(.keepLink(link))])
    let second = links.takeUnkept()
    #expect(second.isEmpty)
    #expect(links.all == [link])
  }

  @Test func theStoresLinksComeInByTimeAndNoneTwice() throws {
    var links = RefillLinks()
    let own = try link("own", ago: 50)
    links.arrived(own)
    let older = try link("older", ago: 100)
    let newer = try link("newer", ago: 10)
    links.merge([newer, own, older])
    #expect(links.all == [older, own, newer])
    #expect(links.takeUnkept() == [.store(.keepLink(own))], "what the store has it is not told")
  }

  @Test func aLinkIsQuotedForADayAndOfItsOwnCase() throws {
    var links = RefillLinks()
    let id = try CaseID(Sample.avery)
    links.merge([try link("old", ago: 86_400), try link("young", ago: 86_399), try link("jo", Sample.jo)])
    #expect(links.requests(of: id, recorded: [], at: now) == [now - 86_399])
    #expect(links.last(of: id) == (try link("young", ago: 86_399)))
    #expect(links.last(of: nil) == nil)
  }

  @Test func aForgottenCaseTakesItsLinksAlong() throws {
    var links = RefillLinks()
    links.arrived(try link("a"))
    links.arrived(try link("jo", Sample.jo))
    links.forget(try CaseID(Sample.avery))
    #expect(links.all == [try link("jo", Sample.jo)])
    #expect(links.takeUnkept() == [.store(.keepLink(try link("jo", Sample.jo)))])
  }
}
