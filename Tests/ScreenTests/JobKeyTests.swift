import Care360Sandbox
import Desk
import DeskUI
import Foundation
import Terminal
import Testing

/// How many keys the jobs of a day take, beside the text that is typed. A job that takes more costs each coordinator that
/// much, all day.
@MainActor struct JobKeyTests {
  /// Presses as many keys as there are names, one at a time, each once the screen was read.
  private func press(_ desk: DeskDriver, _ names: String...) async {
    for name in names {
      await desk.wait(0.5)
      await desk.keys(name)
    }
  }

  private func withAvery(_ columns: Int = 120, _ rows: Int = 40) async throws -> DeskDriver {
    let desk = try await DeskDriver.open(columns, rows)
    await desk.type("avery@example.com")
    await press(desk, "Enter")
    return desk
  }

  @Test(arguments: ["avery@example.com", "Avery Lindqvist <avery@example.com>", "mailto:avery@example.com,"])
  func `An address is looked up with one key, however it was pasted`(_ text: String) async throws {
    let desk = try await DeskDriver.open()
    await desk.paste(text)
    await press(desk, "Enter")
    desk.expect("Case ADA-TOSXM · Avery Lindqvist")
  }

  @Test(arguments: [(120, 40), (80, 24), (60, 20)])
  func `Order, its day and the visit in both zones take no key`(_ columns: Int, _ rows: Int) async throws {
    let desk = try await withAvery(columns, rows)
    desk.expect("shipped · 21 Nov, yesterday")
    desk.expect("1Z7700000000042")
    desk.expect("Tue 24 Nov 10:00 UTC")
    let words = desk.text.split { " ┗┛─\n│".contains($0) }.joined(separator: " ")
    #expect(words.contains("patient: 04:00 CST (Chicago)"), "\(desk.text)")
  }

  @Test func `A refill link is asked for and copied with four keys`() async throws {
    let desk = try await withAvery()
    await press(desk, "r", "Enter", "y", "y")
    #expect(desk.requests(.refill) == 1)
    desk.expect("clipboard")
  }

  @Test func `An older link is copied with three keys`() async throws {
    let desk = try await withAvery()
    await press(desk, "r", "Enter", "y", "Escape")
    await press(desk, "F3", "Enter", "y")
    #expect(desk.requests(.refill) == 1)
    desk.expect("clipboard")
  }

  @Test func `A bundle is changed with three keys`() async throws {
    let desk = try await withAvery()
    await press(desk, "b")
    await desk.type("sta")
    await press(desk, "Enter", "y")
    #expect(desk.requests(.bundle) == 1)
  }

  @Test func `An interruption costs three keys`() async throws {
    let desk = try await DeskDriver.open()
    await desk.openAverysForm()
    await desk.keys("Tab")
    let cursor = desk.terminal.cursor
    await press(desk, "F2")
    await desk.type("jo.park@example.com")
    await desk.keys("Enter")
    await press(desk, "F3", "Enter")
    #expect(desk.terminal.cursor == cursor, "the form is open at the field that was left")
  }

  @Test func `A follow-up is made with three keys and ended with three`() async throws {
    let desk = try await withAvery()
    await press(desk, "f")
    await desk.type("tomorrow 9")
    await press(desk, "Enter")
    desk.expect("Look again Mon 23 Nov 09:00 UTC")
    await desk.type("ask the pharmacy")
    await press(desk, "Enter")
    desk.expect("Look again Mon 23 Nov 09:00 UTC: ask the pharmacy")
    await press(desk, "f", "Enter")
    await desk.type("done")
    await press(desk, "Enter")
    desk.expect("Done: the follow-up of ADA-TOSXM")
    desk.expectNot("ask the pharmacy")
  }

  @Test func `The screen is hidden and shown again with two keys`() async throws {
    let desk = try await withAvery()
    await press(desk, "L")
    desk.expectNot("Lindqvist")
    await press(desk, "Enter")
    desk.expect("Case ADA-TOSXM · Avery Lindqvist")
  }

  @Test func `An answer is found and shown with three keys`() async throws {
    let desk = try await withAvery()
    await press(desk, "Ctrl-F")
    await desk.type("how much")
    await press(desk, "Enter", "v")
    desk.expect("138 lbs")
  }

  @Test func `A theme is chosen with three keys`() async throws {
    let desk = try await withAvery()
    await press(desk, "T", "Down", "Enter")
    desk.expectNot("Escape leaves")
  }

  @Test func `A case of the list is answered with a canned text, and the next one opened, with eight keys`()
    async throws
  {
    let desk = try await DeskDriver.open()
    await desk.press(.worklist, in: .lookupField)
    await press(desk, "Enter", "m", "Alt-t")
    await desk.type("missed")
    await press(desk, "Enter")
    await desk.type("Monday at 9")
    await press(desk, "Enter", "F10", "y", "J")
    #expect(desk.requests(.communication) == 1)
    desk.expect("Case 2 of 17")
  }

  @Test func `Two products, one of them with nine questions, are added with twenty-five keys`() async throws {
    let desk = try await withAvery()
    await press(desk, "a", "Enter")
    await desk.type("tirzepatide")
    await press(desk, "Enter", "Alt-t")
    await desk.type("hair")
    await press(desk, "Enter", "1", "3", "F4", "2", "1", "4", "5", "F4", "1", "2")
    await press(desk, "F8", "Enter", "6", "F4", "1")
    await desk.type("none")
    await press(desk, "Ctrl-O")
    await desk.type("metformin")
    await press(desk, "Enter", "F10", "F10", "y")
    #expect(desk.requests(.products) == 1)
    desk.expect("2 products added to ADA-TOSXM.")
  }

  @Test func `An unknown refill is settled with four keys`() async throws {
    let desk = try await withAvery()
    desk.sandbox.arm(SandboxFault(route: .refill, .dropAfter))
    await press(desk, "r", "Enter", "y")
    desk.expect("F3 settles it", "1 unsettled")
    await press(desk, "F3", "Enter", "Down", "Enter")
    desk.expectNot("unsettled")
  }
}
