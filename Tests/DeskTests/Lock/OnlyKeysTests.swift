import Foundation
import Testing

@testable import Care360
@testable import Desk

/// Keys alone keep the screen open: no event that comes by itself does, and none of the mouse.
struct OnlyKeysTests {
  private static let seconds = 600.0

  /// Avery's case over an open store, with a list of bundles that is being read and a refill link that is being asked for.
  private func waiting() throws -> SessionDriver {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    driver.requestRefill()
    driver.press(.changeBundle)
    #expect(driver.session.door.lock.rule.idleMinutes.map { Double($0 * 60) } == Self.seconds)
    return driver
  }

  private func samples() throws -> [Event] {
    try Event.samples(generation: try waiting().generation, write: 1)
  }

  @Test func noEventButAKeyPutsTheLockOff() throws {
    for event in try samples() {
      // Opening the store takes a passphrase that was typed just now.
      if case .door(.storeOpened) = event { continue }
      var driver = try waiting()
      driver.pass(Self.seconds - 1)
      driver.handle(event)
      driver.pass(1)
      driver.handle(.drafts(.quitTimerFired))
      #expect(driver.lockScreen != nil, "\(event)")
    }
  }

  @Test func noEventButAKeyKeepsHealthDataInView() throws {
    for event in try samples() {
      var driver = try waiting()
      let keyAt = driver.session.lastKeyAt
      driver.pass(1)
      driver.handle(event)
      #expect(driver.session.lastKeyAt == keyAt, "\(event)")
    }
  }

  /// Without it the two tests above would show nothing.
  @Test func aKeyDoesBoth() throws {
    var driver = try waiting()
    driver.pass(Self.seconds - 1)
    driver.press(.redraw)
    driver.pass(1)
    driver.handle(.drafts(.quitTimerFired))
    #expect(driver.lockScreen == nil && driver.session.lastKeyAt == driver.now - 1)
  }

  /// A chain that is joined wrongly leaves some out.
  @Test func theSamplesAreOfEveryKind() throws {
    let names = try samples().map(Self.kind)
    #expect(Set(names).count == names.count && names.count == 95, "\(names)")
  }

  /// "patient.detailArrived": the names of the cases, as far as they are of events.
  private static func kind(_ value: Any) -> String {
    guard let label = Mirror(reflecting: value).children.first?.label,
      let payload = Mirror(reflecting: value).children.first?.value
    else { return "\(value)" }
    return Mirror(reflecting: payload).displayStyle == .enum ? "\(label).\(kind(payload))" : label
  }
}
