import Foundation
import Testing

@testable import Care360

/// JSON as it is written: digit by digit, each key once, and nothing that only looks like JSON.
struct JSONTests {
  private func fault(_ text: String) -> NotJSON? {
    do throws(NotJSON) {
      _ = try JSONValue(writtenIn: Data(text.utf8))
      return nil
    } catch {
      return error
    }
  }

  // MARK: Numbers

  @Test(
    arguments: [
      "0", "-0", "-0.0", "1.0", "1.10", "159.10", "12345678901234567890", "0.12345678901234567890", "1e400", "1E+5",
      "5e-324",
    ])
  func aNumberComesBackDigitByDigit(_ number: String) throws {
    let value = try Sample.json("[\(number)]")
    #expect(String(decoding: value.encoded(), as: UTF8.self) == "[\(number)]")
  }

  @Test(arguments: ["01", "1.", ".5", "+1", "1e", "0x1F", "1_000", "NaN", "Infinity", "-", "--1", "1.2.3", "1a"])
  func whatIsNoNumberIsRefused(_ number: String) {
    #expect(fault("[\(number)]") != nil, "\(number)")
  }

  @Test func aWholeNumberIsOneHoweverItIsWritten() throws {
    for (text, value) in [("3", 3), ("3.0", 3), ("3e2", 300), ("-0.0", 0), ("9223372036854775807", Int64.max)]
      as [(String, Int64)]
    {
      #expect(try Sample.json(text).integer == value)
    }
    for text in ["3.5", "9223372036854775808", "1e400"] { #expect(try Sample.json(text).integer == nil) }
  }

  // MARK: Texts

  @Test func everyEscapeIsRead() throws {
    #expect(try Sample.json(#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#).string == "\"\\/\u{8}\u{C}\n\r\té😀")
    let odd = JSONValue.string("\"\\/\u{8}\u{C}\n\r\t\u{1}\u{1F}\u{7F}\u{2028}é😀")
    #expect(try JSONValue(writtenIn: odd.encoded()) == odd)
  }

  /// A text that was cut in the middle of a character, as JavaScript does it.
  @Test(arguments: [#"\ud83d"#, #"\ude00"#, #"\ud83d\ud83d"#, #"\ud83dx"#, #"\ud83d\n"#])
  func halfACharacterSpoilsOnlyItself(_ half: String) throws {
    let value = try Sample.json(#"{"a":"x\#(half)","b":"whole"}"#)
    #expect(value["b"]?.string == "whole" && value["a"]?.string?.hasPrefix("x\u{FFFD}") == true)
    #expect(fault(#"["\#(half)"]"#)?.reason == .halfCharacter, "what a person wrote is not changed")
  }

  // MARK: What is wrong, and where

  @Test(
    arguments: [
      ("", NotJSON.Reason.empty, nil, nil), (" \n", .empty, nil, nil), ("{\n  // no\n}", .comment, 2, 3),
      ("[1] # no", .comment, 1, 5), ("{'a':1}", .singleQuotes, 1, 2), ("[1,]", .trailingComma, 1, 3),
      (#"{"a":1,}"#, .trailingComma, 1, 7), ("[1] [2]", .secondDocument, 1, 5), ("[,]", .noValue, 1, 2),
      ("[\u{0}]", .nul, 1, 2), ("[\"a\u{0}\"]", .nul, 1, 4), ("[\"a\nb\"]", .control, 1, 4), ("{a:1}", .noKey, 1, 2),
      (#"{"a" 1}"#, .noColon, 1, 6), ("[1 2]", .noComma, 1, 4), (#"{"é😀":1 2}"#, .noComma, 1, 9),
      ("[1", .unclosed, 1, 3),
      (#"["a"#, .unclosed, 1, 4), ("[tru]", .noValue, 1, 2), ("[truex]", .noValue, 1, 2), (#"["\x"]"#, .escape, 1, 3),
      (#"["\u12g4"]"#, .escape, 1, 3),
      (#"{"products":[{},{"id":1,"\u0069d":2}]}"#, .repeatedKey("products[1].id"), 1, 25),
    ] as [(String, NotJSON.Reason, Int?, Int?)])
  func theFaultIsNamedWithItsPlace(_ text: String, _ reason: NotJSON.Reason, _ line: Int?, _ column: Int?) {
    #expect(fault(text) == NotJSON(reason: reason, line: line, column: column), "\(text)")
  }

  @Test func theSentenceNamesThePlace() {
    #expect(fault("[\n 1,\n]")?.sentence == "Line 2, column 3: a comma with nothing after it.")
    #expect(fault("")?.sentence == "It is empty.")
  }

  @Test func otherEncodingsAreNamed() throws {
    func reason(_ bytes: [UInt8]) -> NotJSON.Reason? {
      do throws(NotJSON) {
        _ = try JSONValue(parsing: Data(bytes))
        return nil
      } catch {
        return error.reason
      }
    }
    #expect(reason([0xFF, 0xFE, 0x5B, 0, 0x5D, 0]) == .utf16)
    #expect(reason([0x5B, 0x22, 0xC3, 0x28, 0x22, 0x5D]) == .notUTF8)
    #expect(reason([0xEF, 0xBB, 0xBF, 0x5B, 0x5D]) == nil, "a mark of UTF-8 in front is none of the document")
  }

  @Test func aDocumentMayBe512LevelsDeep() throws {
    func nested(_ depth: Int) -> String { String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    #expect(fault(nested(512)) == nil)
    #expect(fault(nested(513))?.reason == .tooDeep && fault(nested(100_000))?.reason == .tooDeep)
  }

  // MARK: Writing

  /// Whoever prints an exported file has it on a terminal.
  @Test func noControlCharacterIsWritten() throws {
    let text = String(String.UnicodeScalarView((0...0xFF).compactMap { Unicode.Scalar(UInt32($0)) })) + "é漢🚀\u{7FF}"
    let value = JSONValue.object([text: .string(text)])
    let written = String(decoding: value.encoded(), as: UTF8.self)
    #expect(written.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
    #expect(written.hasSuffix("é漢🚀\u{7FF}\"}") && written.contains("\\u007f\\u0080"))
    #expect(try JSONValue(parsing: Data(written.utf8)) == value)
  }

  @Test func itIsWrittenInTheOrderOfTheKeys() throws {
    let value = try Sample.json(#"{"b":[],"a":{"x/y":[1,{}]},"c":null}"#)
    #expect(String(decoding: value.encoded(), as: UTF8.self) == #"{"a":{"x/y":[1,{}]},"b":[],"c":null}"#)
    #expect(
      String(decoding: value.encoded(pretty: true), as: UTF8.self) == """
        {
          "a" : {
            "x/y" : [
              1,
              {}
            ]
          },
          "b" : [],
          "c" : null
        }
        """)
  }
}
