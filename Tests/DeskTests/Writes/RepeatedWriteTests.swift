import Foundation
import Testing

@testable import Care360
@testable import Desk

/// A case shows that something was done once: it proves one write, and none of the same content that was sent before it.
struct RepeatedWriteTests {
  private func settled(_ driver: SessionDriver) -> [Effect] {
    driver.effects.filter { if case .record(.settleAsSeen) = $0 { true } else { false } }
  }

  /// A bundle change without an outcome, and the same one done ten minutes later.
  private func repeated() throws -> SessionDriver {
    var driver = try SessionDriver.showing(try Sample.detail(bundle: "starter"))
    try driver.changeBundle("premium")
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    driver.now += 600
    try driver.changeBundle("premium")
    let bundle = WriteReceipt.bundle(BundleReference(id: try BundleID("premium"), name: "Premium"))
    driver.handle(.writes(.ended(.success(Written(value: bundle, isRecorded: true)), write: 2)))
    return driver
  }

  @Test func aReadAfterTheSameWriteWasDoneSettlesNothing() throws {
    var driver = try repeated()
    driver.reread(.success(try Sample.detail(bundle: "premium")), write: 1, attempt: 0)
    #expect(settled(driver).isEmpty && driver.header.contains("1 unsettled"))
    #expect(driver.notice.hasSuffix("ADA-TOSXM: the bundle change cannot be told apart from the later one sent 10:52."))
    #expect(driver.rereads.isEmpty, "looking again tells no more")
  }

  @Test func thePersonIsAskedAndToldWhy() throws {
    var driver = try repeated()
    driver.reread(.success(try Sample.detail(bundle: "premium")), write: 1, attempt: 0)
    driver.press(.drafts, .accept)
    #expect(driver.picker?.note?.text.contains("It cannot be told apart from the later one sent 10:52.") == true)
    let rows = driver.picker?.rows.map { $0.spans.map(\.text).joined() }
    #expect(rows == ["Not known yet", "No, it was not", "Yes, it was"])
    driver.choose("No, it was not")
    #expect(driver.notice.contains("does not list it yet"))
  }

  @Test func whileTheLaterOneIsUnderWayTheEarlierOneIsNotSettled() throws {
    var driver = try SessionDriver.showing(try Sample.detail(bundle: "starter"))
    try driver.changeBundle("premium")
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    driver.now += 600
    try driver.changeBundle("premium")
    driver.reread(.success(try Sample.detail(bundle: "premium")), write: 1, attempt: 0)
    #expect(settled(driver).isEmpty)
    driver.handle(.writes(.ended(.failure(Sample.serverFault), write: 2)))
    driver.press(.drafts)
    driver.choose("bundle change")
    driver.choose("check again")
    driver.reread(.success(try Sample.detail(bundle: "premium")), write: 1, attempt: 2)
    #expect(driver.notice == "ADA-TOSXM: the case shows the bundle change.", "the later one was refused")
  }

  @Test func theNewestOfSeveralIsTheOneThatTheCaseShows() throws {
    var driver = SessionDriver()
    let intents = try (1...3).map {
      try Sample.intent("w\($0)", .changeBundle, bundle: "premium", at: driver.now - 3600 + 60 * Double($0))
    }
    driver.handle(.record(.unsettledListed(.success(intents))))
    try driver.open(try Sample.detail(bundle: "premium"))
    #expect(settled(driver) == [.record(.settleAsSeen("w3"))])
    driver.handle(.record(.settled(.success("w3"))))
    driver.press(.drafts, .accept)
    #expect(driver.picker?.note?.text.contains("cannot be told apart from the later one") == true)
    #expect(driver.picker?.rows.map(\.id) == ["look", "did-not", "happened"])
  }

  @Test func aWriteThatTheRecordSaysWasRepeatedIsNotSettled() throws {
    var driver = SessionDriver()
    let intent = WriteIntent(
      id: "w1", time: driver.now - 3600, operatorName: "robin", profile: "sandbox", action: .changeBundle,
      caseID: try CaseID(Sample.avery), bundleID: try BundleID("premium"), repeatedAt: driver.now - 1800)
    driver.handle(.record(.unsettledListed(.success([intent]))))
    try driver.open(try Sample.detail(bundle: "premium"))
    #expect(settled(driver).isEmpty)
    driver.press(.drafts, .accept)
    #expect(driver.picker?.note?.text.contains("cannot be told apart from the later one sent 10:12") == true)
  }

  @Test func anotherWriteThatWasDoneLaterSaysNothing() throws {
    var driver = SessionDriver()
    let intents = [
      try Sample.intent("w1", .changeBundle, bundle: "premium", at: driver.now - 3600),
      try Sample.intent("w2", .requestRefillLink, at: driver.now - 1800),
    ]
    driver.handle(.record(.unsettledListed(.success(intents))))
    try driver.open(try Sample.detail(bundle: "premium"))
    #expect(settled(driver) == [.record(.settleAsSeen("w1"))])
  }
}
