import Care360Sandbox
import Desk
import DeskApp
import Testing

/// The line-by-line mode over the sandbox.
@MainActor
struct LineScreenTests {
  @Test func helpExplainsThePlaceBeforeItListsTheCommands() async throws {
    let desk = try await LineDriver.open()
    await desk.type("avery@example.com")
    let help = await desk.type("?")
    #expect(help.contains("Help: case\n:refill, :bundle, :add-products change it; each asks before sending.\n"))
    #expect(help.contains("\n1 refill link, :refill. Opens the panel"))
    #expect(await desk.type("1").contains("Refill link for Avery Lindqvist"))
    await desk.type("")
    await desk.type("add", ":add-question", "How much do you weigh?")
    #expect(await desk.type(":help").contains("Help: question 1.1, "))
  }

  @Test func theWholeJob() async throws {
    let desk = try await LineDriver.open()
    #expect(desk.console.take().contains("1 avery@example.com Avery Lindqvist"))

    let found = await desk.type("avery@example.com")
    #expect(found.contains("Looking up avery@example.com"))
    #expect(found.contains("Case ADA-TOSXM · Avery Lindqvist · 1988-04-02, checked"))
    #expect(found.contains("1 refill link\n2 change bundle\n3 add products\n4 close or reopen the case\n"))
    #expect(found.contains("5 write a message TO THE PATIENT\n6 write an INTERNAL note\n7 close one product\n"))
    #expect(found.contains("\n11 read a section\n"))
    #expect(found.hasSuffix("[SANDBOX] What next, a number or a command; ? lists the commands: "))

    #expect(await desk.type("refill", "1").contains("NOT FOR PATIENTS"))
    #expect(await desk.confirm().contains("\nhttps://example.com/check-in/"))

    await desk.type("", "b", "starter")
    #expect(await desk.type("1").contains("Premium Bundle, 159.00 USD -> Starter Bundle, 99.99 USD"))
    #expect(await desk.confirm().contains("Bundle of ADA-TOSXM is now Starter Bundle."))

    #expect(await desk.type("3").contains("Product, required, Product 1 of 1\nNow: not chosen"))
    await desk.type("1", "tirzepatide", "1", "", "5", "4", "3")
    await desk.type(":5", "1", ":8", "1", "How much do you weigh?", "", "1", "", "138 lbs", "")
    await desk.type("1", "What is your goal?", "2", "", "less", "the same", "", "2", "")
    await desk.type(":fields")
    #expect(desk.console.written.contains("1.2 What is your goal?, health data: hidden"))
    #expect(desk.console.written.contains("[SANDBOX] "))
    await desk.type(":add-question", "Which of these?", "3", "", "asthma", "diabetes", "gout", "", "1 3")
    #expect(desk.console.written.contains("Chosen: asthma; gout\n"))
    #expect(await desk.type(":again").contains("1 asthma, on\n2 diabetes, off\n3 gout, on\n"))

    let review = await desk.type(":review")
    #expect(review.contains("Review · Avery Lindqvist ADA-TOSXM"))
    #expect(review.contains("1.1 How much do you weigh?, required, health data: hidden"))
    #expect(!review.contains("138 lbs"))
    #expect(await desk.type("2").contains("138 lbs"))
    #expect(await desk.type("1").contains("Add Tirzepatide"))
    #expect(await desk.confirm().contains("1 product added to ADA-TOSXM."))

    await desk.type("read a section", "11", "forms", "1")
    #expect(desk.console.written.contains("(:reveal-all shows)"))
    let shown = await desk.type("V")
    #expect(shown.hasPrefix("Health data is read out now; :reveal-all hides it again.\n"))
    #expect(await desk.type(":v").contains("No line can be selected here"))
    #expect(shown.contains("asthma; gout"))
    #expect(desk.world.sandbox.requestCount(.products) == 1)

    #expect(await desk.type("quit").contains("Quit CaseDesk?"))
    desk.world.clock.advance(by: 0.5)
    #expect(await desk.end(by: .line(SecretText("y"))) == .quit)
  }

  @Test func aFormBegunWithATemplateIsCheckedArrangedAndReadAsJSON() async throws {
    let desk = try await LineDriver.open()
    await desk.type("avery@example.com", "3", "1", "tirzepatide", "1")
    #expect(await desk.type(":templates").contains("Begin with a template"))
    await desk.type("weight")
    #expect(await desk.type("1").contains("1.1 How tall are you?\nText, required, health data, question 1 of 11\n"))
    await desk.type("170 cm", "")
    let checked = await desk.type(":check-all")
    #expect(
      checked.contains("To fix") && checked.contains("1.2 How much do you weigh? no answer"))
    #expect(await desk.type("did you have", "1").contains("10 None of the above, off"))
    #expect(await desk.type("10").contains("Chosen: None of the above"))
    await desk.type(":fields")
    #expect(
      desk.console.written.contains(
        "1.7 Which of these do you or did you have?, required, health data: None of the above"))
    #expect(await desk.type(":duplicate-item").contains("Question 1.7 was copied to 1.8, without its answer."))
    #expect(await desk.type(":move-item-up").contains("It is now Question 1.7."))
    #expect(await desk.type(":delete-item").contains("Question 1.7 was removed; undo brings it back."))
    #expect(await desk.type(":show-body").contains("There is nothing to send yet"))
  }

  @Test func aPhoneAsksForTheIdentityFirst() async throws {
    let desk = try await LineDriver.open()
    let found = await desk.type("(202) 555-0142")
    #expect(found.contains("Found by phone: ask the caller for name and birth date"))
    #expect(found.contains("1 open the case\n"))
    #expect(!found.contains("Order shipped"))
    #expect(await desk.type("1").contains("Order shipped"))
  }

  @Test func agesAreReadOutInWords() async throws {
    let desk = try await LineDriver.open()
    let found = await desk.type("avery@example.com", "12")
    #expect(found.firstMatch(of: /[0-9] days/) != nil, "\(found)")
    // "18d" is read out as letters.
    let letter = found.split(whereSeparator: \.isWhitespace).first { $0.wholeMatch(of: /[0-9]+[dhm][,.]?/) != nil }
    #expect(letter == nil)
  }

  @Test func aLineTypedBeforeTheQuestionDoesNotAcceptIt() async throws {
    let desk = try await LineDriver.open()
    await desk.type("avery@example.com", "1")
    desk.console.send(.line(SecretText("1")))
    desk.console.send(.line(SecretText("y")))
    _ = await desk.send(.line(SecretText("y")))
    #expect(desk.world.sandbox.requestCount(.refill) == 0)
    #expect(desk.console.discards == 1)
    #expect(await desk.type("y").contains("y to ask for the link"))
    #expect(desk.world.sandbox.requestCount(.refill) == 0)
    desk.world.clock.advance(by: 0.5)
    #expect(await desk.type("no").contains("Refill link, SANDBOX") == false)
    #expect(desk.world.sandbox.requestCount(.refill) == 0)
  }

  @Test func nothingButYesAccepts() async throws {
    let desk = try await LineDriver.open()
    await desk.type("avery@example.com")
    for line in ["", "Yes please", "1", "j", ":confirm"] {
      await desk.type("refill", "1")
      desk.world.clock.advance(by: 0.5)
      await desk.type(line)
    }
    #expect(desk.world.sandbox.requestCount(.refill) == 0)
  }

  @Test func linesThatWaitAreTakenInTheirOrder() async throws {
    let desk = try await LineDriver.open()
    desk.console.send(.line(SecretText("avery@example.com")))
    desk.console.send(.line(SecretText("4")))
    _ = await desk.send(.line(SecretText("orders")))
    #expect(desk.console.written.contains("Filtered by: orders"))
  }

  @Test func aTokenIsNotSeen() async throws {
    let desk = try await LineDriver.open(hasExpiredToken: true)
    await desk.type(":token")
    #expect(!desk.console.isSeen)
    let said = await desk.type(desk.world.sandbox.token)
    #expect(desk.console.isSeen)
    #expect(said.contains("The access token is set."))
    #expect(!said.contains(desk.world.sandbox.token))
  }

  @Test func whatIsOffSaysWhy() async throws {
    let desk = try await LineDriver.open(isReadOnly: true)
    let found = await desk.type("avery@example.com")
    #expect(found.contains("1 refill link (off: read-only: config.toml)"))
    #expect(await desk.type("1").contains("refill link is off: read-only: config.toml"))
  }

  @Test func badLinesAreSaidAndNothingIsLost() async throws {
    let desk = try await LineDriver.open()
    #expect(await desk.type("avery lindqvist").contains("The service cannot search by name"))
    #expect(await desk.type("nobody@example.com").contains("nobody@example.com"))
    await desk.type("avery@example.com")
    #expect(await desk.type("fly").contains("Not understood: fly."))
    #expect(await desk.type(":fly").contains("There is no command fly"))
    #expect(await desk.type("99").contains("Not understood: 99."))
    await desk.type("3", ":4", "1", ":6", "kept", "as it is")
    #expect(await desk.type(":99").contains("There is no field 99"))
    #expect(await desk.send(.tooLong).contains("too long"))
    #expect(await desk.type(":fields").contains("Description: kept / as it is"))
  }

  @Test func aTextMayBeginWithAColonOrBeAQuestionMark() async throws {
    let desk = try await LineDriver.open()
    await desk.type("avery@example.com", "3", ":4", "1", "", "::review", "?")
    #expect(await desk.type(":fields").contains("5 Title: :review\n6 Description: ?\n"))
  }

  @Test func ctrlCAsksToQuitAndTheEndOfInputEnds() async throws {
    let desk = try await LineDriver.open()
    #expect(await desk.send(.interrupt).contains("Quit CaseDesk?"))
    await desk.type("")
    #expect(await desk.end(by: .end) == .quit)
    let other = try await LineDriver.open()
    #expect(await other.end(by: .hangUp) == .signal(1))
    let third = try await LineDriver.open()
    #expect(await third.end(by: .terminate) == .signal(15))
  }

  @Test func foreignTextCannotActOnTheTerminal() async throws {
    let desk = try await LineDriver.open()
    await desk.type("avery@example.com")
    let said = await desk.type("fly\u{1B}[2J\u{1B}]52;c;x\u{07}\r\u{202E}\u{9B}")
    #expect(said.contains("Not understood: fly"))
    #expect(said.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)) })
    #expect(!said.contains("\u{202E}"))
  }

  @Test func withoutUTF8NothingButASCIIIsWritten() async throws {
    let desk = try await LineDriver.open(isASCII: true)
    await desk.type("camille@example.com")
    #expect(desk.console.written.utf8.allSatisfy { $0 < 0x80 })
    #expect(desk.console.written.contains("Camille B\\u{E9}ranger"))
  }
}
