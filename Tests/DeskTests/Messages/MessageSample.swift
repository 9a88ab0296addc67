import Foundation
import Testing

@testable import Care360
@testable import Desk

/// Messages and notes as the service gives them.
enum MessageSample {
  /// Days before the driver's clock.
  static let before = "2026-11-22T09:00:00Z"

  static let thread = comments([comment("c1", "Is it normal?", role: "USER", at: before)])

  static func comments(_ list: [String]) -> String { #""comments":[\#(list.joined(separator: ","))]"# }

  static func comment(
    _ id: String, _ text: String, role: String, at time: String, email: String = "x@example.com",
    isRestricted: Bool = false
  ) -> String {
    #"{"id":"\#(id)","text":"\#(text)","isRestricted":\#(isRestricted),"createdAt":"\#(time)","author":{"firstName":"A","email":"\#(email)","role":"\#(role)"}}"#
  }
}

extension SessionDriver {
  /// With a case open whose patient wrote, and an author for what is written to it.
  static func writing(
    _ detail: Case? = nil, authored: Bool = true, adjusting: (inout DeskSettings) -> Void = { _ in }
  ) throws -> SessionDriver {
    let author = try #require(Sample.author)
    return try SessionDriver.showing(try detail ?? Sample.detail(more: MessageSample.thread)) { settings in
      settings.author = authored ? author : nil
      settings.authorReason = authored ? nil : "set operator_email in config.toml"
      adjusting(&settings)
    }
  }

  /// A message that was sent, and of which nobody knows whether it arrived.
  static func unsettled(_ text: String = "Please call us") throws -> SessionDriver {
    var driver = try SessionDriver.writing()
    driver.press(.message)
    driver.type(text)
    driver.review()
    driver.press(.confirm)
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    return driver
  }

  /// The driver's clock as the service writes it.
  func time(plus seconds: Double) -> String { now.addingTimeInterval(seconds).formatted(.iso8601) }

  /// F10 in a message or note, and the case as it is, read again.
  mutating func review() {
    press(.review)
    if let detail = shownCase?.detail, confirmation != nil { found(.success(detail)) }
  }
}
