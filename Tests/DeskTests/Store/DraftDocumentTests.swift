import Foundation
import TestSupport
import Testing

@testable import Care360
@testable import Desk

struct DraftDocumentTests {
  static let pieces = [
    "a", "Z", " ", "\n", "\t", "\u{0}", "\u{1B}[31m", "\u{7F}", "\u{85}", "\u{2028}", "\"", "\\", "/", "漢字", "한국", "é",
    "e\u{301}\u{302}", "👩‍👩‍👧‍👦", "🇺🇸", "👍🏽", "\u{202E}", "\u{200B}", "\u{FEFF}", "\u{FFFE}", "\r\n", "न्दी", "\u{1F1FA}",
    "{\"version\":9}", "<b>", "%n",
  ]

  static func randomText(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  /// A draft made by the editor's own steps, so that it holds what a person can bring about.
  static func randomEditor(_ random: inout SeededGenerator) throws -> FormEditor {
    var driver = try EditorDriver()
    let commands: [Command] = [
      .addProduct, .addQuestion, .nextField, .nextField, .nextField, .previousField, .deleteItem, .undo, .redo, .accept,
      .nextUnanswered, .end, .home,
    ]
    for _ in 0..<40 {
      switch Int.random(in: 0..<6, using: &random) {
      case 0, 1: driver.press(commands.randomElement(using: &random) ?? .nextField)
      case 2: driver.input(.pasted(randomText(&random)))
      case 3: driver.type(randomText(&random))
      case 4: driver.input(.picked(Int.random(in: 1...4, using: &random)))
      default:
        driver.input(.edited([.left, .wordLeft, .lineStart, .deleteBackward].randomElement(using: &random) ?? .left))
      }
      if Int.random(in: 0..<15, using: &random) == 0 { try driver.pick(EditorDriver.first, randomText(&random)) }
      driver.press(.back)
    }
    return driver.editor
  }

  @Test func whateverWasTypedComesBackWithTheCursorWhereItWas() throws {
    var random = SeededGenerator(seed: 42)
    for round in 0..<150 {
      let editor = try Self.randomEditor(&random)
      let bytes = try #require(editor.document.bytes)
      #expect(String(validating: bytes, as: UTF8.self) != nil)
      let document = try DraftDocument(bytes: bytes)
      let restored = try FormEditor(target: editor.target, stored: document)
      #expect(restored.draft.hasSameContent(as: editor.draft), "round \(round)")
      #expect(restored.focus == editor.focus, "round \(round)")
      #expect(restored.draft.buffer(at: restored.focus)?.cursor == editor.draft.buffer(at: editor.focus)?.cursor)
      #expect(restored.draft.nextLocalID == editor.draft.nextLocalID, "an id given out is never used again")
      #expect(restored.document == editor.document)
      #expect(restored.payload == editor.payload)
    }
  }

  static let fixed = """
    {"cursor":3,"focus":"p1.q2.answer","nextID":3,"products":[{"count":"3","form":{"description":"Every\\nthree",\
    "questions":[{"answer":"138 lbs","chosen":["Asthma"],"id":2,"options":"Asthma\\nNone of the above","phi":true,\
    "required":true,"text":"Weight? 漢","type":"TEXT"}],"title":"Check-in"},"id":1,"interval":"month",\
    "productID":"8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6","productName":"Tirzepatide","visitType":"SYNC_VIDEO"}],\
    "version":1}
    """

  /// Stored drafts outlive this version: what it wrote must be read, byte for byte, by those that follow.
  @Test func theShapeIsFixed() throws {
    let document = try DraftDocument(bytes: Array(Self.fixed.utf8))
    #expect(String(decoding: try #require(document.bytes), as: UTF8.self) == Self.fixed)
    let (draft, focus) = try document.restored()
    let product = draft.products[0]
    #expect(product.chosen?.name == "Tirzepatide" && product.visitType == .syncVideo && product.interval == .month)
    #expect(product.count.text == "3" && product.form?.title.text == "Check-in")
    let question = try #require(product.form?.questions.first)
    #expect(question.text.text == "Weight? 漢" && question.type == .text && question.isRequired && question.isPHI)
    #expect(question.answer.text == "138 lbs" && question.chosen == ["Asthma"])
    #expect(question.options == ["Asthma", "None of the above"])
    #expect(focus == .question(product: 1, 2, .answer) && draft.buffer(at: focus)?.cursor == 3)
  }

  /// A program that knows nothing of them must not drop them: the version says that they are there.
  @Test func rulesOfAChoiceAreKeptUnderAVersionOfTheirOwn() throws {
    var driver = try EditorDriver.withChoice(ChoiceRules(least: 1, most: 2, allowsOther: true, exclusive: ["no"]))
    #expect(driver.editor.document.version == 2)
    driver.go("Other")
    driver.type("in between")
    let document = try DraftDocument(bytes: try #require(driver.editor.document.bytes))
    let (draft, focus) = try document.restored()
    #expect(draft.hasSameContent(as: driver.editor.draft) && focus == driver.editor.focus)
    var plain = try EditorDriver.withSelect(3, options: ["yes", "no"])
    plain.input(.picked(1))
    #expect(plain.editor.document.version == 1)
  }

  @Test func aNewerVersionIsToldFromDamage() {
    #expect(throws: UnreadableForm.newerVersion) {
      try DraftDocument(bytes: Array(#"{"version":4,"shape":"other"}"#.utf8))
    }
    #expect(throws: UnreadableForm.damaged) { try DraftDocument(bytes: Array(#"{"shape":"other"}"#.utf8)) }
  }

  @Test func aCutDocumentIsDamageAndNeverAnotherDraft() {
    let bytes = Array(Self.fixed.utf8)
    for end in 0..<bytes.count {
      #expect(throws: UnreadableForm.damaged) { try DraftDocument(bytes: Array(bytes[..<end])) }
    }
  }

  @Test(arguments: [
    (#""nextID":3"#, #""nextID":2"#), (#""id":2"#, #""id":1"#), (#""id":2"#, #""id":0"#),
    (#""version":1"#, #""version":0"#), (#""version":1"#, #""version":-9223372036854775808"#),
  ])
  func idsThatCollideAreDamage(_ found: String, _ replacement: String) {
    let text = Self.fixed.replacingOccurrences(of: found, with: replacement)
    #expect(text != Self.fixed)
    #expect(throws: UnreadableForm.damaged) { try DraftDocument(bytes: Array(text.utf8)) }
  }

  @Test(arguments: ["SYNC_VIDEO", "month", "TEXT", "8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6"])
  func aChoiceThatIsNoneIsDamageAndNeverNotGiven(_ value: String) throws {
    let text = Self.fixed.replacingOccurrences(of: "\"\(value)\"", with: "\"nonsense\"")
    let document = try DraftDocument(bytes: Array(text.utf8))
    #expect(throws: UnreadableForm.damaged) { try document.restored() }
  }

  @Test func aCursorOrFocusThatIsNotThereLeadsToOneThatIs() throws {
    let far = Self.fixed.replacingOccurrences(of: #""cursor":3"#, with: #""cursor":9000"#)
    let (draft, focus) = try DraftDocument(bytes: Array(far.utf8)).restored()
    #expect(draft.buffer(at: focus)?.cursor == 7)
    let gone = Self.fixed.replacingOccurrences(of: "p1.q2.answer", with: "p1.q9.answer")
    #expect(try DraftDocument(bytes: Array(gone.utf8)).restored().focus == .product(1, .product))
  }
}
