import Care360
import Care360Sandbox
import CaseStore
import Desk
import DeskApp
import DeskUI
import Foundation
import TestSupport
import Terminal
import Testing

/// Messages and notes over the sandbox, from the key to the thread.
@MainActor
struct MessageScreenTests {
  private func withAvery(_ columns: Int = 120, _ rows: Int = 40) async throws -> DeskDriver {
    let desk = try await DeskDriver.open(columns, rows)
    await desk.lookUp("avery@example.com")
    desk.expect("ADA-TOSXM")
    return desk
  }

  private func openThread(_ desk: DeskDriver) async {
    await desk.press(.sections)
    await desk.choose("messages")
    await desk.press(.revealAll)
  }

  @Test func aMessageIsWrittenConfirmedAndSeenInTheThread() async throws {
    let desk = try await withAvery()
    await desk.press(.message)
    await desk.type("Please rest.")
    await desk.keys("Enter")
    await desk.type("We call tomorrow.")
    await desk.press(.review, in: .composer)
    #expect(desk.requests(.communication) == 0)
    await desk.confirm()
    desk.expect("Message to the patient sent for ADA-TOSXM.")
    let body = try #require(desk.transport.bodies.first)
    #expect(body.contains(#""isRestricted":false"#) && body.contains(#"Please rest.\nWe call tomorrow."#))
    #expect(desk.requests(.communication) == 1)
    await openThread(desk)
    desk.expect("team Robin Diaz", "Please rest.", "We call tomorrow.")
  }

  @Test func aNoteNeverGoesToThePatient() async throws {
    let desk = try await withAvery()
    await desk.press(.note)
    desk.expect("INTERNAL note · Avery Lindqvist ADA-TOSXM", "INTERNAL: the patient does not see it")
    await desk.type("Called twice.")
    await desk.press(.review, in: .composer)
    desk.expect("INTERNAL: the patient does not see it", "add the internal note")
    await desk.confirm()
    desk.expect("Internal note added to ADA-TOSXM.")
    #expect(desk.transport.bodies.first?.contains(#""isRestricted":true"#) == true)
    await openThread(desk)
    desk.expect("INTERNAL, not for the patient", "Called twice.")
  }

  @Test func aMessageOfUnknownEndIsFoundInTheThread() async throws {
    let desk = try await withAvery()
    desk.sandbox.arm(SandboxFault(route: .communication, .dropAfter))
    await desk.press(.message)
    await desk.type("Please rest.")
    await desk.press(.review, in: .composer)
    await desk.confirm()
    desk.expect("1 unsettled", "Not known whether it was done", "Please rest.")
    await desk.wait(2)
    desk.expect("the case shows the message to the patient.")
    desk.expectNot("unsettled", "Message TO THE PATIENT")
    #expect(desk.requests(.communication) == 1)
    #expect(desk.journal.entries.last == .settled(.done))
  }

  @Test func aLongTextHasToBeReadToItsEnd() async throws {
    let desk = try await withAvery(80, 24)
    await desk.press(.message)
    await desk.paste((1...60).map { "Line \($0) of it." }.joined(separator: "\n"))
    await desk.press(.review, in: .composer)
    await desk.clock.wait(0.5)
    await desk.keys("y")
    #expect(desk.requests(.communication) == 0)
    desk.expect("part of the question was not in view yet")
    for _ in 0..<80 { await desk.keys("Down") }
    desk.expect("Line 60 of it.")
    await desk.clock.wait(0.5)
    await desk.keys("y")
    #expect(desk.requests(.communication) == 1)
  }

  /// The pane has fewer rows than the text may show.
  @Test func theCursorOfALongTextStaysInView() async throws {
    let desk = try await withAvery(80, 24)
    await desk.press(.message)
    await desk.paste((1...40).map { "Line \($0)." }.joined(separator: "\n"))
    func row() throws -> String {
      let rows = desk.text.split(separator: "\n", omittingEmptySubsequences: false)
      return String(rows[try #require(desk.terminal.cursor).row])
    }
    for line in (1...40).reversed() {
      #expect(try row().contains(" Line \(line). "), "\(desk.text)")
      await desk.keys("Up")
    }
    for line in 2...40 {
      await desk.keys("Down")
      #expect(try row().contains(" Line \(line). "), "\(desk.text)")
    }
    await desk.type("x")
    #expect(try row().contains("Line 40.x"))
  }

  @Test func aMessageSurvivesAnUncleanEndBesideANote() async throws {
    let folder = try TestFolder()
    func open(_ session: String) async throws -> DeskDriver {
      let desk = try await DeskDriver.open(
        120, 40,
        store: StorePlan(
          .passphrase(StorePlace(base: folder.path + "/data", profile: "clinic", operatorID: "robin")),
          idleLockMinutes: 10, asksForSecret: true,
          options: StoreOptions(session: session, cost: UnlockCost(operations: 1, memory: 8192)), terminal: "pts/1",
          journal: FileWriteJournal(directory: folder.path + "/data")))
      let isNew = desk.sees("Choose a passphrase")
      for _ in 0..<(isNew ? 2 : 1) {
        await desk.type("correct horse battery")
        await desk.press(.accept)
      }
      return desk
    }
    let first = try await open("1")
    await first.lookUp("avery@example.com")
    await first.press(.note)
    await first.type("Ask Dr Moreau.")
    await first.press(.back)
    await first.press(.message)
    await first.type("Half a sentence")
    await first.wait(2)
    first.expect("saved")
    _ = await first.end(by: .hangUp)

    let second = try await open("2")
    second.expect("Continue: Avery L. ADA-TOSXM, message, line 1")
    await second.lookUp("avery@example.com")
    second.expect("A draft of a message for this case is kept", "A draft of a note for this case is kept")
    await second.press(.message)
    second.expect("Message TO THE PATIENT · Avery Lindqvist", "Half a sentence")
    await second.press(.back)
    await second.press(.note)
    second.expect("INTERNAL note · Avery Lindqvist", "Ask Dr Moreau.")
    await second.run("lock")
    second.expectNot("Lindqvist", "Ask Dr Moreau")
    let disk = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .map { String(decoding: FileManager.default.contents(atPath: folder.path + "/" + $0) ?? Data(), as: UTF8.self) }
      .joined()
    #expect(!disk.contains("Half a sentence") && !disk.contains("Moreau"))
  }

  @Test(arguments: [(120, 40), (80, 24)])
  func theComposerItsTextsAndItsConfirmation(_ columns: Int, _ rows: Int) async throws {
    let desk = try await withAvery(columns, rows)
    func check(_ moment: String) throws {
      let cursor = desk.terminal.cursor.map { "\($0.column),\($0.row)" } ?? "none"
      try expectGolden("\(desk.text)\n\ncursor \(cursor)", "message-\(columns)x\(rows)-\(moment)")
    }
    await desk.press(.message)
    await desk.type("Please rest, and drink enough. We call you tomorrow in the morning to hear how you are.")
    await desk.keys("Enter", "Enter")
    try check("1-composer")
    await desk.press(.cannedTexts)
    await desk.type("missed")
    try check("2-texts")
    await desk.press(.accept)
    try check("3-blank")
    await desk.type("Monday at 9")
    await desk.press(.accept)
    await desk.press(.review, in: .composer)
    try check("4-confirmation")
    await desk.press(.back)
    await desk.press(.back)
    await desk.press(.note)
    try check("5-note")
  }
}
