import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The messages of a case as a thread.
struct ThreadTests {
  private static func comment(_ id: String, _ role: String?, hoursAgo: Double?, more: String = "") -> String {
    let now = Date(timeIntervalSince1970: 1_795_344_120)
    let time = hoursAgo.map { #","createdAt":"\#(now.addingTimeInterval(-3600 * $0).formatted(.iso8601))""# } ?? ""
    let role = role.map { #","role":"\#($0)""# } ?? ""
    return
      #"{"id":"\#(id)","text":"text \#(id)","isRestricted":false,"author":{"firstName":"N-\#(id)"\#(role)}\#(time)\#(more)}"#
  }

  private func showing(_ comments: String...) throws -> SessionDriver {
    try SessionDriver.showing(try Sample.detail(more: #""comments":[\#(comments.joined(separator: ","))]"#))
  }

  private func ids(_ driver: SessionDriver) -> [String] {
    driver.screen.casePane.lines.map(\.id).filter { $0.hasPrefix("messages.") && $0.hasSuffix(".text") }
  }

  @Test func theOldestStandsFirstAndTheSectionOpensAtTheNewest() throws {
    var driver = try showing(
      Self.comment("c2", "CASEMANAGER", hoursAgo: 2), Self.comment("c3", "USER", hoursAgo: 1),
      Self.comment("c1", "CASEWORKER", hoursAgo: 3), Self.comment("c0", nil, hoursAgo: nil))
    #expect(ids(driver) == ["c0", "c1", "c2", "c3"].map { "messages.\($0).text" })
    driver.press(.sections)
    driver.choose("Messages")
    #expect(driver.screen.casePane.selectedID == "messages.c3")
    driver.press(.previousSection)
    #expect(driver.screen.casePane.selectedID == "forms", "going back is not caught by the thread")
    driver.press(.nextSection)
    #expect(driver.screen.casePane.selectedID == "messages.c3")
    driver.press(.nextSection)
    #expect(driver.screen.casePane.selectedID == "case")
  }

  @Test func whoWroteIsSaidInWords() throws {
    let driver = try showing(
      Self.comment("c1", "USER", hoursAgo: 9), Self.comment("c2", "CASEWORKER", hoursAgo: 8),
      Self.comment("c3", "CVADMIN", hoursAgo: 7), Self.comment("c4", "ROBOT", hoursAgo: 6),
      Self.comment("c5", nil, hoursAgo: 5))
    for (id, words) in [
      ("c1", "patient"), ("c2", "clinician"), ("c3", "team"), ("c4", "author unclear"), ("c5", "author unclear"),
    ] {
      #expect(driver.line("messages.\(id)")?.contains("  \(words)  N-\(id)") == true, "\(id)")
    }
    #expect(driver.line("messages.c1.text")?.contains("text c1") == false, "masked until revealed")
  }

  @Test func thePatientsNewestUnansweredMessageIsMarked() throws {
    var driver = try showing(
      Self.comment("c1", "USER", hoursAgo: 80), Self.comment("c2", "USER", hoursAgo: 50),
      Self.comment("c3", "CASEMANAGER", hoursAgo: 40).replacing(#""isRestricted":false"#, with: #""isRestricted":true"#)
    )
    #expect(driver.line("messages.c2")?.contains("unanswered for 2 days") == true)
    #expect(driver.line("messages.c1")?.contains("unanswered") == false)
    #expect(driver.line("messages.c3")?.contains("INTERNAL, not for the patient") == true)
    driver = try showing(
      Self.comment("c1", "USER", hoursAgo: 50), Self.comment("c2", "CASEMANAGER", hoursAgo: 49))
    #expect(driver.line("messages.c1")?.contains("unanswered") == false)
  }

  @Test func attachmentsAreNamed() throws {
    let driver = try showing(
      Self.comment(
        "c1", "USER", hoursAgo: 1,
        more: #","attachments":[{"fileName":"spot.jpg"},{"fileName":"gone.jpg","isDeleted":true}]"#))
    #expect(driver.line("messages.c1.file.0") == "Attached  spot.jpg")
    #expect(driver.line("messages.c1.file.1") == nil)
  }
}
