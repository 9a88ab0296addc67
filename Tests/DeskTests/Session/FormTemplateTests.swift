import Foundation
import Testing

@testable import Care360
@testable import Desk

/// Templates, and forms as files, from the form that is open.
struct FormTemplateTests {
  static let template = FormTemplate(
    title: "Check-in", description: "Monthly",
    questions: [
      .init(text: "Weight?", type: .text, isRequired: true, isPHI: true, options: [], rules: ChoiceRules()),
      .init(
        text: "Which?", type: .multiSelect, isRequired: false, isPHI: true, options: ["a", "b", "none"],
        rules: ChoiceRules(most: 2, allowsOther: true, exclusive: ["none"])),
    ])

  func form() throws -> SessionDriver {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.addProducts, .accept)
    driver.choose(Sample.tirzepatide)
    return driver
  }

  func labels(_ driver: SessionDriver) -> [String] { driver.screen.editor?.rows.map(\.label) ?? [] }

  // MARK: Beginning with one

  @Test func aTemplateAddsItsQuestionsAsOneStepAndTheCursorGoesToTheFirstAnswer() throws {
    var driver = try form()
    driver.press(.templates)
    #expect(driver.effects == [.files(.listTemplates)])
    #expect(driver.picker?.emptyText == "Reading the templates …")
    driver.handle(
      .files(
        .templatesListed([
          TemplateListing(name: "check-in", isBuiltIn: false, template: Self.template),
          TemplateListing(name: "hair-loss", isBuiltIn: true, template: Self.template),
          TemplateListing(name: "wrong", isBuiltIn: false, template: nil, problem: "wrong.toml:3:1: type: no."),
        ])))
    #expect(driver.picker?.rows.map { $0.trailing?.text } == ["2 questions", "2 questions, comes with CaseDesk", nil])
    #expect(driver.picker?.rows.last?.disabledReason == "wrong.toml:3:1: type: no.")
    driver.choose("check-in")
    #expect(labels(driver).filter { $0 == "Question" }.count == 2)
    #expect(driver.focusedRow?.label == "Answer" && driver.focusedRow?.marks.first == QuestionRows.requiredMark)
    #expect(labels(driver).contains("Other"))
    driver.type("138 lbs")
    driver.press(.undo, .undo)
    #expect(!labels(driver).contains("Question"))
    driver.press(.redo, .redo)
    #expect(driver.shownForm?.progress.answered == 1)
  }

  @Test func aTemplateGoesBehindWhatIsThereAndKeepsTheTitle() throws {
    var driver = try EditorDriver.withQuestion("Mine?")
    driver.go("Title")
    driver.type("My title")
    driver.press(.addQuestion)
    driver.editor.apply(Self.template)
    let form = try #require(driver.editor.draft.products[0].form)
    #expect(form.questions.map(\.text.text) == ["Mine?", "Weight?", "Which?"])
    #expect(form.title.text == "My title" && form.description.text == "Monthly")
    #expect(driver.focused != nil)
    #expect(form.questions[2].rules == ChoiceRules(most: 2, allowsOther: true, exclusive: ["none"]))
  }

  @Test func whatIsUsualForAProductIsPutInWhereNothingWasChosen() throws {
    let usual = DeskSettings.KnownProduct(
      id: try ProductID(Sample.tirzepatide), name: "Tirzepatide", visitType: .syncVideo,
      subscription: Subscription(interval: .month, count: 3))
    var driver = SessionDriver(products: [usual])
    try driver.open(try Sample.detail())
    driver.press(.addProducts, .accept)
    driver.choose("tirz")
    var product = try #require(driver.exported?["products"]?.array?.first)
    #expect(product["visitType"]?.string == "SYNC_VIDEO" && product["subscription"]?["intervalCount"]?.integer == 3)
    driver.press(.undo, .nextField)
    driver.handle(.input(.picked(2)))
    driver.press(.previousField, .accept)
    driver.choose("tirz")
    product = try #require(driver.exported?["products"]?.array?.first)
    #expect(product["visitType"]?.string == "ASYNC_TEXT_EMAIL", "what was chosen stays")
  }

  /// With a product for which the settings name a template, picked.
  func withUsual() throws -> (SessionDriver, FormFileRequest) {
    let id = try ProductID(Sample.tirzepatide)
    let usual = DeskSettings.KnownProduct(id: id, name: "Tirzepatide", template: "check-in")
    var driver = SessionDriver(products: [usual])
    try driver.open(try Sample.detail())
    driver.press(.addProducts, .accept)
    driver.choose("tirz")
    return (driver, .usualTemplate(name: "check-in", id, try CaseID(Sample.avery)))
  }

  func answer(_ listing: TemplateListing?) throws -> Event {
    .files(
      .usualTemplate(listing, name: "check-in", try ProductID(Sample.tirzepatide), try CaseID(Sample.avery)))
  }

  let usualListing = TemplateListing(name: "check-in", isBuiltIn: false, template: template)

  @Test func aPickedProductBeginsWithItsUsualTemplateAndTheCursorStays() throws {
    var (driver, request) = try withUsual()
    #expect(driver.effects == [.files(request)])
    driver.handle(try answer(usualListing))
    #expect(labels(driver).filter { $0 == "Question" }.count == 2)
    #expect(driver.focusedRow?.label == "Product")
    #expect(driver.notice == "The form begins with the template check-in; undo takes it out.")
    driver.press(.undo)
    #expect(!labels(driver).contains("Question"))
    driver.handle(try answer(usualListing))
    driver.press(.accept)
    driver.choose("tirz")
    #expect(driver.effects == [], "a product that has a form keeps it")
  }

  @Test func aFormThatWasBegunMeanwhileOrIsOfAnotherCaseTakesNoTemplateByItself() throws {
    var (driver, _) = try withUsual()
    driver.press(.addQuestion)
    driver.type("Mine?")
    driver.handle(try answer(usualListing))
    #expect(labels(driver).filter { $0 == "Question" }.count == 1)
    let other = FormFileAnswer.usualTemplate(
      usualListing, name: "check-in", try ProductID(Sample.tirzepatide), try CaseID(Sample.jo))
    driver.press(.deleteItem, .undo)
    driver.handle(.files(other))
    #expect(labels(driver).filter { $0 == "Question" }.count == 1)
  }

  @Test func aUsualTemplateThatIsMissingOrWrongIsSaid() throws {
    var (driver, _) = try withUsual()
    driver.handle(try answer(nil))
    #expect(
      driver.notice == "No form was added: the usual template for this product, check-in, is missing.")
    driver.handle(
      try answer(
        TemplateListing(name: "check-in", isBuiltIn: false, template: nil, problem: "templates/check-in.toml:3:1: no."))
    )
    #expect(driver.notice.hasSuffix("has mistakes: templates/check-in.toml:3:1: no."))
    #expect(!labels(driver).contains("Question"))
  }

  // MARK: Keeping one

  @Test func whatOnlyLooksLikeThePatientIsNone() {
    let traces = PatientTraces(
      name: "Avery Lindqvist", phone: "+12025550142", birthDate: "1988-04-02")
    for text in [
      "Rate it from 1 to 10", "since 1988?", "2 or 4 times", "Lindqvists", "avery", "lindqvist", "202-555-0143",
      "April 3, 1988",
      "5550 people took 142", "",
    ] {
      #expect(!traces.areFound(in: text), "\(text)")
    }
    let none = PatientTraces(name: "-", phrases: ["", "--"], phone: "", birthDate: "")
    #expect(!none.areFound(in: "any -- text 1"))
  }

  @Test func aFormIsKeptWithoutItsAnswers() throws {
    var driver = try EditorDriver()
    try driver.pick(EditorDriver.first, "One")
    driver.editor.apply(Self.template)
    driver.type("138 lbs")
    driver.go("Answer", 1)
    driver.input(.picked(1))
    #expect(try driver.editor.template(without: PatientTraces(name: "Avery Lindqvist")) == Self.template)
  }

  @Test func aNameIsAskedForAndAnotherTemplateOfThatNameIsReplacedOnlyAfterAQuestion() throws {
    var driver = try form()
    driver.press(.addQuestion)
    driver.type("Weight?")
    driver.press(.saveTemplate)
    driver.type("check-in")
    driver.press(.accept)
    guard case .files(.saveTemplate(let template, "check-in", false))? = driver.effects.first else {
      Issue.record("nothing was saved: \(driver.effects)")
      return
    }
    #expect(template.questions.map(\.text) == ["Weight?"])
    driver.handle(.files(.templateExists(template, name: "check-in")))
    #expect(driver.confirmation?.title == "Replace a template")
    driver.press(.confirm)
    #expect(driver.effects == [.files(.saveTemplate(template, name: "check-in", replaces: true))])
    driver.handle(.files(.templateSaved("check-in")))
    #expect(driver.notice == "Saved as template check-in, without answers.")
  }

  @Test(arguments: [
    "Is avery LINDQVIST well?", "How much for Avery?", "Avery, how are you?", "Mrs. Lindqvist's weight",
    "Write to avery@example.com", "Born 1988-04-02",
    "See ADA-TOSXM", "Call +12025550142", "Call (202) 555-0142 at noon", "Ring 555 0142", "2025550142?",
    "Born 4/2/1988", "Born on April 2nd, 1988", "2 Apr 1988", "02.04.1988",
  ])
  func aFormThatNamesThePatientIsNoTemplate(_ question: String) throws {
    var driver = try form()
    driver.press(.addQuestion)
    driver.type(question)
    driver.press(.saveTemplate)
    #expect(driver.screen.overlays.isEmpty)
    #expect(driver.notice.hasPrefix("Not saved: the form names the patient."))
  }

  @Test func whatIsNoTemplateIsSaid() throws {
    var driver = try form()
    driver.press(.saveTemplate)
    #expect(driver.notice == "This product has no form to save.")
    driver.press(.addQuestion, .saveTemplate)
    #expect(driver.notice == "A form without questions cannot be a template.")
    driver.type("Which?")
    driver.press(.nextField)
    driver.handle(.input(.picked(2)))
    driver.press(.saveTemplate)
    #expect(driver.notice == "Not saved: a question has a problem. List the options, one per line.")
  }

  // MARK: Deleting one

  @Test func deletingAsksAndLeavesThoseOfTheProgram() throws {
    var driver = try form()
    driver.press(.deleteTemplate)
    driver.handle(
      .files(
        .templatesListed([
          TemplateListing(name: "mine", isBuiltIn: false, template: Self.template),
          TemplateListing(name: "theirs", isBuiltIn: true, template: Self.template),
        ])))
    #expect(driver.picker?.rows.map(\.disabledReason) == [nil, "It comes with CaseDesk."])
    driver.choose("mine")
    #expect(driver.confirmationText.contains("mine"))
    driver.press(.confirm)
    #expect(driver.effects == [.files(.deleteTemplate("mine"))])
  }

  // MARK: Files

  static let body = """
    {"products":[{"id":"\(Sample.tirzepatide)","visitType":"SYNC_VIDEO","later":1,
     "subscription":{"interval":"month","intervalCount":3},
     "form":{"title":"T","description":"D","questions":[
      {"question":"Weight?","answer":"138 lbs","type":"TEXT","required":true,"phi":true},
      {"question":"One?","answer":"b","type":"SINGLESELECT","required":false,"phi":false,"options":["a","b"]},
      {"question":"Some?","answer":"[\\"a\\",\\"c\\"]","type":"MULTISELECT","required":false,"phi":true,
       "options":["a","b","c"]}]}}]}
    """

  @Test func whereFilesLieInAFolderOfTheSiteANameIsEnough() throws {
    var driver = try SessionDriver.showing(try Sample.detail()) { $0.namesFiles = true }
    driver.press(.addProducts, .importForm, .accept)
    #expect(driver.screen.overlays.count == 1, "nothing is no name")
    driver.type("intake.json")
    driver.press(.accept)
    #expect(driver.effects == [.files(.read(path: "intake.json", try CaseID(Sample.avery)))])
  }

  @Test func aFileBecomesTheFormThatWouldBeSentAgainAsItWas() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    let id = try CaseID(Sample.avery)
    driver.press(.addProducts, .importForm)
    driver.type("intake.json")
    driver.press(.accept)
    #expect(driver.screen.overlays.count == 1, "a path that begins nowhere is not taken")
    driver.handle(.input(.replaced("~/intake.json")))
    driver.press(.accept)
    #expect(driver.effects == [.files(.read(path: "~/intake.json", id))])
    driver.handle(.files(.read(Array(Self.body.utf8), id)))
    #expect(
      driver.notice
        == "1 product taken from the file; undo takes them out. Left out because the form has no place for them: products[0].later."
    )
    let wanted = try JSONValue(parsing: Data(Self.body.replacingOccurrences(of: "\"later\":1,", with: "").utf8))
    #expect(driver.exported == wanted)
    driver.press(.undo)
    #expect(driver.shownForm?.isDirty == false)
  }

  @Test func aFileThatIsNoBodyChangesNothing() throws {
    var driver = try form()
    let id = try CaseID(Sample.avery)
    let before = driver.screen.editor
    for text in ["", "{}", #"{"products":[{"id":"x"}]}"#, #"{"products":["\ud800"]}"#] {
      driver.handle(.files(.read(Array(text.utf8), id)))
      #expect(driver.notice.hasPrefix("Nothing was taken from the file."), "\(text)")
      #expect(driver.screen.editor == before)
    }
  }

  @Test func spacesAroundAProductIDAreLeftOutAndSaid() throws {
    var driver = try form()
    let text = #"{"products":[{"id":" \#(Sample.semaglutide)\n"},{"id":"3c9ebd64-ae15-403f-8d87-f541b6ea2c43"}]}"#
    driver.handle(.files(.read(Array(text.utf8), try CaseID(Sample.avery))))
    #expect(
      driver.notice
        == "2 products taken from the file; undo takes them out. Spaces around a product id were left out.")
    #expect(
      driver.screen.editor?.rows.contains { $0.kind == .button(value: "Product e9a3  \(Sample.semaglutide)") } == true)
  }

  /// A field holds no tabs and controls, a title one line, an option no spaces around it.
  @Test(arguments: [
    (#""subscription":{"intervalCount":3}"#, "products[0].subscription.intervalCount"),
    (#""form":{"title":"Line1\nLine2","questions":[]}"#, "products[0].form.title"),
    (#""form":{"description":"a\tb"}"#, "products[0].form.description"),
    (#""form":{"title":"  "}"#, "products[0].form.title"),
    (
      #""form":{"questions":[{"question":"A\nB?","answer":"x","type":"TEXT"}]}"#,
      "products[0].form.questions[0].question"
    ),
    (
      #""form":{"questions":[{"question":"A?","answer":"x\r\ny","type":"TEXT","options":["x"]}]}"#,
      "products[0].form.questions[0].answer, products[0].form.questions[0].options"
    ),
    (
      #""form":{"questions":[{"question":"A?","answer":"b ","type":"SINGLESELECT","options":["a","b "]}]}"#,
      "products[0].form.questions[0].options"
    ),
    (
      #""form":{"title":"a\u0007","description":"b\u0007","questions":[{"question":"\u0007?","answer":"\u0007c","type":"TEXT"}]}"#,
      "products[0].form.title, products[0].form.description, products[0].form.questions[0].question and 1 more"
    ),
  ])
  func whateverTheFormHoldsOtherwiseThanTheFileIsSaid(_ part: String, _ said: String) throws {
    var driver = try form()
    let text = #"{"products":[{"id":"\#(Sample.semaglutide)",\#(part)}]}"#
    driver.handle(.files(.read(Array(text.utf8), try CaseID(Sample.avery))))
    #expect(driver.notice.hasSuffix("Different from the file: \(said). Compare before sending."), "\(driver.notice)")
  }

  @Test func everyReasonAgainstAFileCanBeRead() throws {
    var driver = try form()
    let text = #"{"products":[{"id":"x","visitType":"HERE","subscription":{"intervalCount":1000000000000}}]}"#
    driver.handle(.files(.read(Array(text.utf8), try CaseID(Sample.avery))))
    #expect(driver.notice == "Nothing was taken from the file.")
    #expect(driver.reading?.lines.count == 3)
    #expect(driver.reading?.lines.first?.spans.first?.text == "products[0].id must be a UUID.")
  }

  @Test func aFileReadForAnotherCaseIsNotTaken() throws {
    var driver = try form()
    driver.handle(.files(.read(Array(Self.body.utf8), try CaseID(Sample.jo))))
    #expect(driver.notice == "Nothing was taken from the file: another case is open now.")
    #expect(!labels(driver).contains("Question"))
  }

  @Test func aFormIsWrittenAsItWouldBeSentAndSaysWhetherItHoldsHealthData() throws {
    var driver = try form()
    driver.press(.addQuestion)
    driver.type("Weight?")
    driver.press(.nextField, .nextField, .nextField)
    driver.type("138 lbs")
    driver.press(.exportForm)
    driver.type("/tmp/out.json")
    driver.press(.accept)
    guard case .files(.write(let bytes, "/tmp/out.json", true))? = driver.effects.first else {
      Issue.record("nothing was written: \(driver.effects)")
      return
    }
    #expect(try JSONValue(parsing: Data(bytes)) == driver.exported)
    #expect(driver.effects.last == .record(.disclosed(.exported, try CaseID(Sample.avery))))
    driver.handle(.files(.failed("Not written: others can read this file.")))
    #expect(driver.notice == "Not written: others can read this file.")
  }

  @Test func aFormThatCannotBeSentIsNotWritten() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.addProducts, .exportForm)
    #expect(driver.screen.overlays.isEmpty)
    #expect(driver.notice.hasPrefix("Not written: only a form that can be sent goes to a file."))
  }
}
