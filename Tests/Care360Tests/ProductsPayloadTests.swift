import Foundation
import Testing

@testable import Care360

/// The body of Add Products: every broken rule is found at once, by its path and without values.
struct ProductsPayloadTests {
  static let id = #""id":"8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6""#

  static func problems(_ text: String) -> [String] {
    do throws(Care360Error) {
      _ = try ProductsPayload(parsing: Data(text.utf8))
      return []
    } catch {
      if case .invalid(.body(let problems), httpStatus: nil) = error { return problems }
      return ["another error"]
    }
  }

  /// Decoders keep one of the two without a word.
  @Test(
    arguments: [
      (
        product(#""visitType":"SYNC_VIDEO","visitType":"SYNC_PHONE""#),
        "Line 1, column 84: products[0].visitType appears twice: remove one."
      ),
      (
        product(#""extra":{"a":[{"b":"{\",:","\u0062":2}]}"#),
        "Line 1, column 86: products[0].extra.a[0].b appears twice: remove one."
      ),
      (
        #"{"products":[{\#(id)},{"id":"0f6d8a31-7be2-4d0c-9a54-c21e83b7f910","id":"x"}]}"#,
        "Line 1, column 105: products[1].id appears twice: remove one."
      ),
      (#"{"products":[{\#(id)}],"products":[]}"#, "Line 1, column 61: products appears twice: remove one."),
      (product(#""extra":{"a":{"b":1},"b":[1,2,{"b":"b"}],"c":"\"b\":"}"#), nil),
    ] as [(String, String?)]) func aKeyThatStandsTwiceIsRefused(text: String, problem: String?)
  {
    #expect(Self.problems(text) == (problem.map { [$0] } ?? []))
  }

  static func product(_ members: String) -> String { #"{"products":[{\#(id),\#(members)}]}"# }

  static func question(_ members: String) -> String { product(#""form":{"questions":[{\#(members)}]}"#) }

  @Test(
    arguments: [
      (#"{"products":[{\#(id)}]}"#, nil), ("", "It is empty."), ("[", "Line 1, column 2"), ("null", "object"),
      ("[]", "object"),
      ("{}", "\"products\""), (#"{"products":[]}"#, "\"products\""), (#"{"products":{}}"#, "\"products\""),
      (#"{"products":[1]}"#, "products[0] must be an object"), (#"{"products":[{}]}"#, "products[0].id must be a UUID"),
      (#"{"products":[{"id":"x"}]}"#, "products[0].id must be a UUID"),
      (#"{"products":[{\#(id)},{\#(id)}]}"#, "products[1].id is listed twice"),
      (product(#""visitType":"sync_video""#), "visitType"), (product(#""visitType":7"#), "visitType"),
      (product(#""visitType":"SYNC_VIDEO""#), nil), (product(#""visitType":null"#), nil),
      (product(#""subscription":"month""#), "subscription must be an object"),
      (product(#""subscription":{"interval":"Month"}"#), "interval"),
      (product(#""subscription":{"interval":"month","intervalCount":0}"#), "intervalCount"),
      (product(#""subscription":{"interval":"month","intervalCount":1.5}"#), "intervalCount"),
      (product(#""subscription":{"interval":"month","intervalCount":2147483648}"#), "intervalCount"),
      (product(#""subscription":{"interval":"month","intervalCount":"3"}"#), "intervalCount"),
      (product(#""subscription":{"interval":"month","intervalCount":3}"#), nil),
      (product(#""subscription":{}"#), nil), (product(#""form":[]"#), "form must be an object"),
      (product(#""form":{"title":7}"#), "form.title"),
      (product(#""form":{"questions":{}}"#), "questions must be a list"),
      (question(#""question":"Q","answer":"A","type":"TEXT""#), nil),
      (question(#""question":"","answer":"A","type":"TEXT""#), "questions[0].question"),
      (question(#""question":"Q","type":"TEXT""#), "questions[0].answer must be text"),
      (question(#""question":"Q","answer":["A"],"type":"TEXT""#), "questions[0].answer must be text"),
      (question(#""question":"Q","answer":"A","type":"text""#), "questions[0].type"),
      (question(#""question":"Q","answer":" ","type":"TEXT","required":true"#), "questions[0].answer is required"),
      (question(#""question":"Q","answer":"A","type":"TEXT","required":"yes""#), "required must be true or false"),
      (question(#""question":"Q","answer":"A","type":"TEXT","phi":1"#), "phi must be true or false"),
      (question(#""question":"Q","answer":"A","type":"SINGLESELECT","options":["B"]"#), "not among its options"),
      (
        question(#""question":"Q","answer":"A","type":"SINGLESELECT","options":["A",1]"#),
        "options must be a list of texts"
      ),
      (question(#""question":"Q","answer":"A","type":"SINGLESELECT","options":["A"]"#), nil),
      (
        question(#""question":"Q","answer":"[\"A\",\"C\"]","type":"MULTISELECT","options":["A","B"]"#),
        "not among its options"
      ),
      (question(#""question":"Q","answer":"[\"A\",\"B\"]","type":"MULTISELECT","options":["A","B"]"#), nil),
      (question(#""question":"Q","answer":"","type":"SINGLESELECT","options":["A"]"#), nil),
      (question(#""question":"Q","answer":"zzz","type":"MULTISELECT","options":["A","B"]"#), "not among its options"),
      (question(#""question":"Q","answer":"[1]","type":"MULTISELECT","options":["A","B"]"#), "not among its options"),
      (question(#""question":"Q","answer":"A","type":"MULTISELECT","options":["A","B"]"#), nil),
      (question(#""question":"Q","answer":"[]","type":"MULTISELECT","options":["A"],"required":true"#), "is required"),
      (
        question(#""question":"Q","answer":"[\"\"]","type":"MULTISELECT","options":["A"],"required":true"#),
        "is required"
      ),
      (question(#""question":"Q","answer":"\u200b","type":"TEXT","required":true"#), "is required"),
      (
        question(#""question":"Q","answer":"\u3000","type":"SINGLESELECT","options":["A"],"required":true"#),
        "is required"
      ),
      (
        question(#""question":"Q","answer":"e\u0301","type":"SINGLESELECT","options":["\u00e9"]"#),
        "not among its options"
      ),
      (question(#""question":"Q","answer":"\ud83d","type":"TEXT""#), "half a character"),
    ] as [(String, String?)]) func oneProblemOrNone(_ text: String, _ expected: String?)
  {
    let problems = Self.problems(text)
    #expect(problems.count == (expected == nil ? 0 : 1), "\(problems)")
    if let expected { #expect(problems.first?.contains(expected) == true, "\(problems)") }
  }

  @Test func allProblemsComeAtOnceAndWithoutValues() {
    let body = """
      {"products":[{"id":"canary-1","visitType":"canary-2","subscription":{"interval":"canary-3","intervalCount":-1},
      "form":{"title":1,"questions":[{"question":"canary-4","answer":"canary-5","type":"canary-6"}]}}]}
      """
    let problems = Self.problems(body)
    #expect(problems.count == 6)
    #expect(problems.allSatisfy { !$0.contains("canary") && $0.hasPrefix("products[0]") })
  }

  @Test func notUTF8IsNotJSON() {
    let utf16 = Data(#"{"products":[]}"#.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    #expect(throws: Care360Error.self) { try ProductsPayload(parsing: utf16) }
    #expect(throws: Care360Error.self) { try ProductsPayload(parsing: Data([0x7B, 0xFF, 0x7D])) }
  }

  @Test func unknownKeysAreNamedAndSent() throws {
    let text = #"{"dryRun":true,"products":[{\#(Self.id),"note":"n","form":{"lang":"en","questions":[]}}]}"#
    let payload = try ProductsPayload(parsing: Data(text.utf8))
    #expect(payload.unknownKeys.sorted() == ["dryRun", "products[0].form.lang", "products[0].note"])
    #expect(payload.json == (try Sample.json(text)))
    #expect(payload.productIDs == [try Sample.product])
  }

  @Test func valuesBecomeTheDocumentedBody() throws {
    let form = IntakeForm(
      title: "Intake",
      questions: [
        AnsweredQuestion(question: "Q", answer: "A", type: .text, isPHI: true),
        AnsweredQuestion(
          question: "R", answer: MultiSelectAnswer.encoded(["one", "t\"wo"]), type: .multiSelect, required: true,
          options: ["one", "t\"wo", "three"]),
      ])
    let payload = try ProductsPayload([
      ProductSubmission(
        id: Sample.product, visitType: .syncPhone, subscription: Subscription(interval: .week, count: 2), form: form)
    ])
    let expected = """
      {"products":[{"id":"\(Sample.productText)","visitType":"SYNC_PHONE",
      "subscription":{"interval":"week","intervalCount":2},
      "form":{"title":"Intake","questions":[{"question":"Q","answer":"A","type":"TEXT","phi":true},
      {"question":"R","answer":"[\\"one\\",\\"t\\\\\\"wo\\"]","type":"MULTISELECT","required":true,
      "options":["one","t\\"wo","three"]}]}}]}
      """
    #expect(payload.json == (try Sample.json(expected)))
    #expect(payload.unknownKeys.isEmpty)
  }

  @Test func choicesSurviveTheirString() {
    let choices = ["a", "b; c", "\"d\"", "é ✓", ""]
    #expect(MultiSelectAnswer.decoded(MultiSelectAnswer.encoded(choices)) == choices)
    #expect(MultiSelectAnswer.decoded("a; b") == nil)
    #expect(MultiSelectAnswer.decoded("[1]") == nil)
  }

  @Test func subscriptionsArePositive() {
    #expect(Subscription(interval: .month, count: 0) == nil)
    #expect(Subscription(interval: .month, count: -1) == nil)
    #expect(Subscription(interval: .month, count: Subscription.largestCount + 1) == nil)
    #expect(Subscription(interval: .month, count: 1)?.words == "every month")
    #expect(Subscription(interval: .month, count: 3)?.words == "every 3 months")
  }
}
