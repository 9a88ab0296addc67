import Desk
import DeskApp
import Testing

/// The jobs that move a case on, as they look on the screen and as they are heard.
@MainActor
struct DayScreenTests {
  @Test(arguments: [(120, 40), (80, 24)])
  func theJobsAreDrawn(_ columns: Int, _ rows: Int) async throws {
    let desk = try await DeskDriver.open(columns, rows)
    func check(_ moment: String) throws { try expectGolden(desk.text, "day-\(columns)x\(rows)-\(moment)") }
    func leave() async {
      await desk.keys("Escape")
      await desk.wait(0.5)
    }
    await desk.lookUp("avery@example.com")
    await desk.wait(0.5)

    await desk.press(.escalate)
    try check("01-escalate")
    await desk.choose("support")
    await desk.choose("Asked for a call on Monday")
    await desk.choose("the patient asked twice")
    try check("02-escalation-parts")
    await desk.press(.accept)
    try check("03-escalation-confirmation")
    // The service refuses a title that is not its own; the plan is kept.
    await desk.confirm()
    desk.expect("title and assignee must be the service's own")

    await desk.press(.followUp)
    await desk.choose("tomorrow 9")
    try check("04-follow-up")
    await desk.choose("ask the pharmacy")
    await desk.press(.drafts)
    try check("05-mine")
    await leave()

    await desk.press(.contact)
    try check("06-contact")
    await desk.choose("e-mail")
    await desk.choose("avery.new@example.com")
    try check("07-email-confirmation")
    await leave()

    await desk.run("check a promo code")
    await desk.choose("PREMIUM20")
    try check("08-promo")

    await desk.run("appointments of the patient")
    try check("09-appointments")
    await desk.press(.accept)
    await desk.choose("the patient is travelling")
    try check("10-cancellation")
    await leave()

    await desk.run("files of the case")
    try check("11-files")
    await desk.press(.accept)
    try check("12-file-link")
    await leave()

    await desk.run("new case")
    try check("13-new-case")
  }

  @Test func theJobsAreHeard() async throws {
    let desk = try await LineDriver.open()
    var heard = desk.console.take()
    let lines = [
      "avery@example.com", ":escalate", "1", "Asked for a call on Monday", "1", "the patient asked twice", "1", "no",
      ":follow-up", "tomorrow 9", "ask the pharmacy", ":drafts", "", ":contact", "1", "avery.new@example.com", "no",
      ":contact", "2", "202 555 0143", "no", ":promo", "PREMIUM20", ":appointments", "1", "the patient is travelling",
      "no",
      ":appointment-day", "tomorrow", "", ":files", "1", "", ":new-case", "1", "Nia", "",
    ]
    for line in lines { heard += line + "\n" + (await desk.type(line)) }
    try expectGolden(heard, "line-day")
  }
}
