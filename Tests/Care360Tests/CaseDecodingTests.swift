import Foundation
import Testing

@testable import Care360

/// Cases are read leniently: what is missing, null or of a wrong type is nil, and nothing is ever guessed to be "none".
struct CaseDecodingTests {
  /// The first lookup pays for whatever it leaves out.
  @Test func theCaseOfNobodyHasAllThatACaseIsReadFor() throws {
    let nobody = try #require(FirstAnswer.nobody)
    #expect(FirstAnswer.isRehearsed)
    let counts = [
      nobody.products?.count, nobody.decisions?.count, nobody.orders?.count, nobody.payments?.count,
      nobody.forms?.count,
      nobody.comments?.count, nobody.attachments?.count, nobody.calendarEvents?.count, nobody.history?.count,
    ]
    #expect(counts == Array(repeating: 1, count: 9))
    #expect(nobody.createdAt?.date != nil && nobody.products?.first?.productID != nil)
    #expect(nobody.forms?.first?.questions?.first?.current.first?.choices == ["-"])
  }

  static func decoded(_ members: String = "") throws -> Case? {
    try Case(Sample.json(#"{"id":"\#(Sample.caseText)"\#(members.isEmpty ? "" : ",")\#(members)}"#))
  }

  @Test func anIDIsEnough() throws {
    let found = try #require(try Self.decoded())
    #expect(found.id == (try Sample.caseID))
    #expect(found.status == nil && found.isArchived == nil && found.bundle == nil && found.submitter.fullName == nil)
    #expect(found.products == nil && found.decisions == nil && found.orders == nil && found.payments == nil)
    #expect(found.forms == nil && found.comments == nil && found.attachments == nil && found.history == nil)
  }

  @Test(arguments: [#"{"id":"nope"}"#, #"{"id":7}"#, #"{"id":null}"#, "{}", "[]", "null", #""x""#])
  func withoutAUUIDThereIsNoCase(_ text: String) throws {
    #expect(try Case(Sample.json(text)) == nil)
  }

  static let everyKey = [
    "shortId", "type", "title", "status", "isArchived", "archiveReason", "archiveNote", "isEscalated", "createdAt",
    "updatedAt", "closedAt", "productBundle", "productBundleId", "submitter", "assignedTo", "hrRep", "caseProducts",
    "decisions", "orders", "payments", "responses", "comments", "attachments", "calendarEvents", "activity",
  ]

  @Test(arguments: everyKey, ["null", "7", "true", #""""#, #""text""#, "[]", "{}", "[7]", "[null]", #"[{"a":1}]"#])
  func anyValueUnderAnyKeyIsSurvived(_ key: String, _ value: String) throws {
    let found = try #require(try Self.decoded(#""\#(key)":\#(value)"#))
    #expect(found.id == (try Sample.caseID))
    if value == "null" { #expect(found == (try Self.reread(found))) }
  }

  private static func reread(_ found: Case) throws -> Case? { Case(found.raw) }

  @Test func oneOddElementSpoilsOnlyItself() throws {
    let orders = try Self.decoded(#""orders":[{"id":"o"},7,null,["a"],{"id":"p"}]"#)?.orders
    #expect(orders?.map(\.id) == ["o", nil, nil, nil, "p"])
    #expect(orders?.map(\.message) == [nil, "7", nil, #"["a"]"#, nil])
    #expect(try Self.decoded(#""orders":[]"#)?.orders == [])
    #expect(try Self.decoded(#""orders":{"id":"o"}"#)?.orders?.map(\.id) == ["o"], "one without its list")
    #expect(try Self.decoded("")?.orders == nil)
    for nothing in [#""""#, "{}", "null"] { #expect(try Self.decoded(#""orders":\#(nothing)"#)?.orders == nil) }
  }

  /// The text of a part that came as a bare value stands where its own text would.
  @Test func aBareValueIsNotLost() throws {
    let parts: [(String, (Case) -> String?)] = [
      ("caseProducts", { $0.products?.first?.productName }), ("decisions", { $0.decisions?.first?.text }),
      ("payments", { $0.payments?.first?.description }), ("responses", { $0.forms?.first?.name }),
      ("comments", { $0.comments?.first?.text }), ("attachments", { $0.attachments?.first?.fileName }),
      ("calendarEvents", { $0.calendarEvents?.first?.title }), ("activity", { $0.history?.first?.type }),
      ("assignedTo", { $0.assignedTo?.name }), ("hrRep", { $0.supportContact?.name }),
    ]
    for (key, text) in parts {
      for (json, shown) in [(#""penicillin""#, "penicillin"), ("138.50", "138.50"), ("true", "true")] {
        #expect(text(try #require(try Self.decoded(#""\#(key)":\#(json)"#))) == shown, "\(key)")
      }
    }
  }

  @Test(arguments: [("138", "138"), ("true", "true"), (#"["a","b"]"#, #"["a","b"]"#), (#"{"v":1.10}"#, #"{"v":1.10}"#)])
  func anAnswerOfAnotherTypeIsShown(_ json: String, _ text: String) throws {
    let found = try Self.decoded(#""responses":[{"responses":[{"text":\#(json),"question":{"index":"0"}}]}]"#)
    #expect(found?.forms?.first?.answers?.first?.text == text)
    #expect(found?.forms?.first?.answers?.first?.index == 0)
  }

  @Test func otherTypesOfPlainFieldsAreShown() throws {
    let found = try #require(
      try Self.decoded(
        #""submitter":{"phoneNumber":12025550142,"dob":19880402,"postalCode":62701},"isArchived":"true","#
          + #""decisions":[{"isApproved":1,"medInfo":[{"refillCount":"2","dosage":0.25}]}],"#
          + #""orders":[{"createdAt":1795344120000}],"caseProducts":[{"intervalCount":"3"}]"#))
    #expect(found.submitter.phoneNumber == "12025550142" && found.submitter.postalCode == "62701")
    #expect(found.submitter.birthDate == "19880402")
    #expect(found.isArchived == true && found.decisions?.first?.isApproved == true)
    let medicine = found.decisions?.first?.medicines?.first
    #expect(medicine?.refillCount == "2" && medicine?.dosage == "0.25")
    #expect(found.orders?.first?.createdAt?.text == "1795344120000" && found.orders?.first?.createdAt?.date == nil)
    #expect(found.products?.first?.intervalCount == 3)
  }

  @Test func unknownWordsAndKeysAreKept() throws {
    let found = try #require(try Self.decoded(#""status":"ON_THE_MOON","orbit":{"apogee":[1,2.5,"x"]}"#))
    #expect(found.status?.rawValue == "ON_THE_MOON")
    #expect(found.raw["orbit"]?["apogee"]?.array == [.integer(1), .number(JSONNumber(checked: "2.5")), .string("x")])
  }

  @Test func openOrClosedIsTheArchiveFlagOnly() throws {
    let reopened = try Self.decoded(#""isArchived":false,"closedAt":"2026-01-02T03:04:05.000Z","status":"APPROVED""#)
    #expect(reopened?.isArchived == false)
    #expect(reopened?.closedAt?.date != nil)
    #expect(try Self.decoded(#""isArchived":"perhaps""#)?.isArchived == nil)
  }

  @Test func medInfoIsAListOrOneObject() throws {
    let medicine = #"{"medicine":"Semaglutide 0.5 mg","dosage":"weekly","refillCount":2}"#
    for text in ["[\(medicine)]", medicine] {
      let found = try Self.decoded(#""decisions":[{"id":"d","medInfo":\#(text)}]"#)
      #expect(found?.decisions?.first?.medicines?.first?.name == "Semaglutide 0.5 mg")
      #expect(found?.decisions?.first?.medicines?.first?.refillCount == "2")
    }
    #expect(try Self.decoded(#""decisions":[{"id":"d"}]"#)?.decisions?.first?.medicines == nil)
    #expect(try Self.decoded(#""decisions":[{"id":"d","medInfo":[]}]"#)?.decisions?.first?.medicines == [])
  }

  @Test(
    arguments: [
      ("159", "159"), ("159.5", "159.5"), (#""159.00""#, "159.00"), ("159.0", "159.0"), ("159.10", "159.10"),
      ("null", nil),
      (#""""#, nil),
    ] as [(String, String?)]) func moneyIsATextOrANumber(_ json: String, _ amount: String?) throws
  {
    #expect(try Self.decoded(#""payments":[{"amount":\#(json)}]"#)?.payments?.first?.amount == amount)
  }

  @Test func deletedEntriesAreLeftOut() throws {
    let found = try Self.decoded(
      #""payments":[{"id":"a","isDeleted":true},{"id":"b"}],"attachments":[{"isDeleted":true}],"#
        + #""calendarEvents":[{"id":"e","isDeleted":false}]"#)
    #expect(found?.payments?.map(\.id) == ["b"])
    #expect(found?.attachments == [])
    #expect(found?.calendarEvents?.count == 1)
  }

  @Test func missingFlagsCountAsPrivate() throws {
    let found = try Self.decoded(
      #""comments":[{"text":"t"}],"activity":[{"id":"a"}],"responses":[{"responses":[{"text":"x"}]}]"#)
    #expect(found?.comments?.first?.isRestricted == true)
    #expect(found?.history?.first?.isPHI == true)
    #expect(found?.forms?.first?.answers?.first?.isPHI == true)
  }

  @Test func theNewestAnswerThatIsNotArchivedCounts() throws {
    func answer(_ index: Int, _ text: String, _ time: String, archived: Bool = false) -> String {
      #"{"text":"\#(text)","createdAt":"\#(time)","isArchived":\#(archived),"question":{"index":\#(index),"text":"Q"}}"#
    }
    let answers = [
      answer(2, "second", "2026-01-01T00:00:00.000Z"), answer(1, "new", "2026-01-03T00:00:00.000Z"),
      answer(1, "old", "2026-01-02T00:00:00.000Z"), answer(1, "gone", "2026-01-04T00:00:00.000Z", archived: true),
    ].joined(separator: ",")
    let form = try Self.decoded(#""responses":[{"form":{"name":"Intake"},"responses":[\#(answers)]}]"#)?.forms?.first
    #expect(form?.name == "Intake")
    #expect(form?.answers?.count == 4)
    #expect(form?.questions?.map { $0.current.map(\.text) } == [["new"], ["second"]])
    #expect(form?.questions?.map { $0.earlier.map(\.text) } == [["gone", "old"], []])
  }

  private static func asked(_ answers: String...) throws -> [AskedQuestion] {
    let found = try decoded(#""responses":[{"responses":[\#(answers.joined(separator: ","))]}]"#)
    return try #require(found?.forms?.first?.questions)
  }

  @Test func questionsOfOneNumberAreTwo() throws {
    for index in ["1", "0", "null"] {
      let questions = try Self.asked(
        #"{"question":{"index":\#(index),"text":"Allergies?"},"text":"penicillin"}"#,
        #"{"question":{"index":\#(index),"text":"Weight?"},"text":"80"}"#)
      #expect(
        questions.map(\.text) == ["Allergies?", "Weight?"]
          && questions.map { $0.current.first?.text } == ["penicillin", "80"])
    }
    let sameText = try Self.asked(
      #"{"question":{"id":"a","index":1,"text":"Since when?"},"text":"May"}"#,
      #"{"question":{"id":"b","index":1,"text":"Since when?"},"text":"June"}"#)
    #expect(sameText.count == 2)
  }

  @Test func answersWhoseTimesCannotBeComparedAllStand() throws {
    func answer(_ text: String, _ time: String, _ isArchived: Bool = false) -> String {
      #"{"question":{"index":1,"text":"Q"},"text":"\#(text)","createdAt":\#(time),"isArchived":\#(isArchived)}"#
    }
    let day = #""2026-01-02T00:00:00.000Z""#
    for (one, other) in [(day, "null"), (#""soon""#, #""later""#), (day, day), (day, "1795344120000")] {
      let questions = try Self.asked(answer("a", one), answer("b", other))
      #expect(questions.count == 1 && questions[0].current.map(\.text) == ["a", "b"] && questions[0].earlier.isEmpty)
    }
    #expect(try Self.asked(answer("a", day), answer("a", "null"))[0].current.map(\.text) == ["a"], "it says the same")
    let replaced = try Self.asked(answer("a", "null", true), answer("b", "null", true))[0]
    #expect(replaced.current.isEmpty && replaced.earlier.map(\.text) == ["a", "b"])
  }

  @Test func multiSelectAnswersAreJSONInsideAString() throws {
    func choices(_ type: String, _ text: String) throws -> [String]? {
      let answer = #"{"text":\#(text),"question":{"type":"\#(type)"}}"#
      return try Self.decoded(#""responses":[{"responses":[\#(answer)]}]"#)?.forms?.first?.answers?.first?.choices
    }
    #expect(try choices("MULTISELECT", #""[\"a\",\"b\"]""#) == ["a", "b"])
    #expect(try choices("MULTISELECT", #""a, b""#) == ["a, b"])
    #expect(try choices("TEXT", #""[\"a\"]""#) == [#"["a"]"#])
    #expect(try choices("TEXT", "null") == [])
  }

  @Test func peopleHavePlainIDs() throws {
    let found = try Self.decoded(
      #""submitter":{"id":"x7Fq","firstName":"Avery","lastName":null,"dob":"1988-04-02T00:00:00.000Z"},"#
        + #""assignedTo":{"id":"kJ82hs7d5GhT2kLm9QwXzPoA3bc4","firstName":"Jo","lastName":"Park"},"hrRep":{"id":"1"}"#)
    #expect(found?.submitter.fullName == "Avery")
    #expect(found?.submitter.birthDate == "1988-04-02")
    #expect(found?.assignedTo?.name == "Jo Park")
    #expect(found?.assignedTo?.id == "kJ82hs7d5GhT2kLm9QwXzPoA3bc4")
    #expect(found?.supportContact == nil)
  }

  @Test func aBundleMayBeAnIDAlone() throws {
    #expect(try Self.decoded(#""productBundle":null,"productBundleId":"b-1""#)?.bundle?.id?.text == "b-1")
    #expect(try Self.decoded(#""productBundle":{"id":"b-2","name":"Premium"}"#)?.bundle?.name == "Premium")
    #expect(try Self.decoded(#""productBundle":{"name":"Premium"}"#)?.bundle?.id == nil)
  }

  @Test func productsAreFoundUnderEitherName() throws {
    for key in ["organizationProduct", "product"] {
      let text =
        #"{"id":"cp","status":"OPEN","\#(key)":{"id":"\#(Sample.productText)","name":"S"},"interval":"month","intervalCount":3}"#
      let product = try Self.decoded(#""caseProducts":[\#(text)]"#)?.products?.first
      #expect(product?.productID == (try Sample.product))
      #expect(product?.productName == "S")
      #expect(product?.interval == "month" && product?.intervalCount == 3)
    }
  }

  @Test func timesThatCannotBeReadStandAsText() throws {
    #expect(Instant("2026-11-24T14:00:00.000Z").date == Date(timeIntervalSince1970: 1_795_528_800))
    #expect(Instant("2026-11-24T14:00:00Z").date == Date(timeIntervalSince1970: 1_795_528_800))
    #expect(Instant("next week").date == nil)
    #expect(try Self.decoded(#""createdAt":"next week""#)?.createdAt?.text == "next week")
    #expect(
      [Instant("2026-01-02T00:00:00Z"), Instant("x"), Instant("2026-01-01T00:00:00Z")].sorted().map(\.text) == [
        "x", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z",
      ])
  }
}
