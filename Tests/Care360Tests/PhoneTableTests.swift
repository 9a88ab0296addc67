import Foundation
import Testing

@testable import Care360

/// The example numbers of every region, in each way they are written, against the numbers that libphonenumber reads.
struct PhoneTableTests {
  private enum Writing: Int, CaseIterable {
    case national, nationalDigits, international, codeWithoutPlus, prefixBehindCode, prefixBehindCodeFromAbroad
    case nationalShort, nationalLong, internationalShort, internationalLong, codeShort, codeLong
  }

  private struct Row {
    let region: String
    let right: String
    /// The text and the number by libphonenumber, by way of writing; nil: there is none.
    let texts: [(writing: Writing, text: String, judged: String?)]

    init?(_ line: Substring) {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 6 + Writing.allCases.count else { return nil }
      let (code, abroad, zero, bare, national) = (fields[1], fields[2], fields[3], fields[4], fields[5])
      let digits = national.filter(\.isASCIIDigit)
      let right = "+" + code + bare
      region = fields[0]
      self.right = right
      texts = Writing.allCases.map { writing in
        let text =
          switch writing {
          case .national: national
          case .nationalDigits: digits
          case .international: "+\(code) \(bare.prefix(3)) \(bare.dropFirst(3))"
          case .codeWithoutPlus: code + bare
          case .prefixBehindCode: "+\(code) \(zero)\(bare)"
          case .prefixBehindCodeFromAbroad: "\(abroad) \(code) (\(zero))\(bare)"
          case .nationalShort: String(digits.dropLast())
          case .nationalLong: digits + "7"
          case .internationalShort: String(right.dropLast())
          case .internationalLong: right + "7"
          case .codeShort: code + bare.dropLast()
          case .codeLong: code + bare + "7"
          }
        let judged = fields[6 + writing.rawValue]
        return (writing, text, judged == "=" ? right : judged == "-" ? nil : judged)
      }
    }
  }

  private static func rows() throws -> [Row] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/phone-numbers.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
    return try lines.map { try #require(Row($0)) }
  }

  @Test func everyNumberIsTheOneThatLibphonenumberReadsOrIsRefused() throws {
    let rows = try Self.rows()
    #expect(rows.count == 489)
    #expect(Set(rows.map(\.region)).count == 245)
    var wrong: [String] = []
    var sent = [Int](repeating: 0, count: Writing.allCases.count)
    for row in rows {
      let country = try #require(Country(row.region))
      for (writing, text, judged) in row.texts {
        let number: String?
        do { number = try PhoneNumber(text, country: country).e164 } catch { number = nil }
        if number != nil { sent[writing.rawValue] += 1 }
        if let number, try PhoneNumber(number, country: country).e164 != number {
          wrong.append("\(row.region) \(text): \(number) is another number when it is read again")
        }
        if let number, number != judged {
          wrong.append("\(row.region) \(text): \(number), not \(judged ?? "refused")")
        }
        // The usual ways of writing are never refused.
        if number == nil, writing.rawValue <= Writing.international.rawValue {
          wrong.append("\(row.region) \(text): refused, not \(row.right)")
        }
      }
    }
    #expect(wrong == [])
    // The others are refused by libphonenumber too, or could be two numbers.
    #expect(sent.prefix(6) == [489, 489, 489, 483, 293, 293])
  }
}
