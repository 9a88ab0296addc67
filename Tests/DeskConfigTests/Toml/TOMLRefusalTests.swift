import Testing

@testable import DeskConfig

private let noKey = "a key is missing here"
private let noValue = "a value is missing here"
private let notAValue = "this is not a value (a text must be in quotes)"
private let more = "nothing but a comment may follow here"

/// Texts that the standard refuses, with the place and a part of what is said.
struct TOMLRefusalTests {
  private func check(_ text: String, _ place: String, _ words: String) {
    let fault = fault(of: text)
    #expect(fault.map { "\($0.place.line):\($0.place.column)" } == place)
    #expect(fault?.sentence.contains(words) == true, "\(fault?.sentence ?? "")")
    #expect(fault?.sentence.hasSuffix("; no part of the file is used.") == true)
  }

  private func fault(of text: String) -> TOMLFault? {
    do throws(TOMLFault) {
      _ = try TOMLParser.parse(text)
      return nil
    } catch {
      return error
    }
  }

  private static let bracketCases: [(String, String, String)] = [
    ("x = [}", "1:6", noValue), ("x = {]", "1:6", noKey), ("x = [[}]", "1:7", noValue), ("x = [,]", "1:6", noValue),
    ("x = [1,,2]", "1:8", noValue), ("x = {,}", "1:6", noKey), ("[,]", "1:2", noKey), ("[[,", "1:3", noKey),
    ("[[ ,]]", "1:4", noKey), ("[\u{C}-", "1:2", "the control character FF"), ("[a\u{C}", "1:3", "character FF"),
    ("[.a]", "1:2", noKey), ("[a.]", "1:4", noKey), ("[a..b]", "1:4", noKey), ("[a.\n", "1:4", noKey),
    ("[", "1:2", noKey), ("[[", "1:3", noKey), ("[]", "1:2", noKey), ("[[]]", "1:3", noKey), ("[{]", "1:2", noKey),
    ("[a", "1:3", "must end with ]"), ("[a b]", "1:4", "must end with ]"), ("[[a]", "1:5", "must end with ]]"),
    ("[[a] ]", "1:5", "must end with ]]"), ("[[a", "1:4", "must end with ]]"), ("[ [a]]", "1:3", noKey),
    ("[a] b = 1", "1:5", more), ("[a]]", "1:4", more), ("[\"a]\n", "1:2", "has no end (close its quotes)"),
    ("]", "1:1", noKey), ("}", "1:1", noKey), (",", "1:1", noKey), ("=", "1:1", noKey), ("= 1", "1:1", noKey),
  ]

  @Test(arguments: bracketCases)
  func brackets(_ text: String, _ place: String, _ words: String) { check(text, place, words) }

  private static let lineCases: [(String, String, String)] = [
    ("a", "1:2", "a key must be followed by = and a value"), ("a b = 1", "1:3", "followed by ="),
    ("a\n= 1", "1:2", "followed by ="), ("a.b", "1:4", "followed by ="), ("a. = 1", "1:4", noKey),
    (".a = 1", "1:1", noKey), ("\"\"\"a\"\"\" = 1", "1:3", "followed by ="), ("é = 1", "1:1", "must be in quotes"),
    ("café = 1", "1:4", "must be in quotes"), ("\u{A0}a = 1", "1:1", "must be in quotes"),
    ("a! = 1", "1:2", "followed"),
    ("a =", "1:4", noValue), ("a = # b", "1:5", noValue), ("a = 1 b = 2", "1:7", more), ("a = 1, b", "1:6", more),
    ("a = b", "1:5", notAValue), ("a = True", "1:5", notAValue), ("a = truely", "1:5", notAValue),
    ("a = +true", "1:5", "this is not a number"), ("a = @", "1:5", notAValue), ("a = é", "1:5", notAValue),
    ("\u{FEFF}\u{FEFF}a = 1", "1:1", "must be in quotes"), ("a = 1\n\u{FEFF}b = 2", "2:1", "must be in quotes"),
  ]

  @Test(arguments: lineCases)
  func keysAndLines(_ text: String, _ place: String, _ words: String) { check(text, place, words) }

  private static let textCases: [(String, String, String)] = [
    ("\"a", "1:5", "has no end"), ("'a\n'", "1:5", "has no end"), ("\"a\\", "1:7", "no such escape"),
    ("\"\"\"a\n\"\"", "1:5", "has no end"), ("'''a''", "1:5", "has no end"), ("\"\"\"a\\\"\"\"", "1:5", "has no end"),
    ("\"a\\e\"", "1:7", "no such escape"), ("\"\\x41\"", "1:6", "no such escape"), ("\"\\ \"", "1:6", "no such escape"),
    ("\"\"\"\\ a\"\"\"", "1:8", "no such escape"), ("\"\\u12\"", "1:6", "stand for any character"),
    ("\"\\u123G\"", "1:6", "not stand for any"), ("\"\\ud800\"", "1:6", "not stand for any"),
    ("\"\\U00110000\"", "1:6", "not stand for any"), ("\"\\U+0000041\"", "1:6", "not stand for any"),
    ("\"\"\"a\"\"\"\"\"\"", "1:14", more), ("''''''''''", "1:13", more), ("\"a\"b", "1:8", more),
    ("\"a\u{0}\"", "1:7", "It holds a NUL byte"), ("\"a\u{1B}\"", "1:7", "the control character ESC"),
    ("'\u{7F}'", "1:6", "the control character DEL"), ("'''\r'''", "1:8", "the control character CR"),
    ("\"\"\"a\n\u{8}\"\"\"", "2:1", "character BS"), ("1 # \u{1}", "1:9", "character SOH"),
    ("1\r", "1:6", "character CR"),
    ("\u{B}1", "1:5", "character VT"), ("[1\u{1F}]", "1:7", "character US"),
  ]

  @Test(arguments: textCases)
  func texts(_ text: String, _ place: String, _ words: String) { check("a = " + text, place, words) }

  private static let numberCases: [String] = [
    "00", "01", "-01", "+0_1", "1_", "1__0", "_1", "0x", "0X1", "0xg", "0x_1", "0x1_", "-0x1", "+0b1", "0o8", "0b2",
    "1.",
    "1.e5", ".5", "1._5", "1.5_", "1e", "1e+", "1e_5", "1e5.0", "1.2.3", "01.5", "--1", "+-1", "1-", "Inf", "-NaN",
    "infinity",
    "1a", "0b", "+", "-",
  ]

  @Test(arguments: numberCases)
  func numbers(_ text: String) { check("a = \(text)", "1:5", "a text must be in quotes") }

  private static let largeNumbers: [String] = [
    "9223372036854775808", "-9223372036854775809", "0x8000000000000000", "0b1" + String(repeating: "0", count: 63),
    "0o1000000000000000000000", String(repeating: "9", count: 1_000),
  ]

  @Test(arguments: largeNumbers)
  func numbersOfMoreThan64Bits(_ text: String) { check("a = \(text)", "1:5", "must fit into 64 bits") }

  private static let dateCases: [String] = [
    "1979-13-01", "1979-00-01", "1979-01-00", "1979-02-29", "1900-02-29", "1979-04-31", "1979-5-27", "1979-05-27T",
    "1979-05-27T07:32", "1979-05-27T24:00:00", "1979-05-27T07:60:00", "1979-05-27T07:32:61", "1979-05-27T07:32:00.",
    "1979-05-27T07:32:00+24:00", "1979-05-27T07:32:00+01:60", "1979-05-27T07:32:00+0100", "1979-05-27 x", "07:32",
    "7:32:00",
    "07:32:00Z", "1979-05-27Z", "12345-01-01",
  ]

  @Test(arguments: dateCases)
  func datesAndTimes(_ text: String) { check("a = \(text)", "1:5", "a text must be in quotes") }

  private static let listCases: [(String, String, String)] = [
    ("[", "1:5", "close it with ]"), ("[1,\n# b\n", "1:5", "close it with ]"), ("[1, [2]", "1:5", "close it with ]"),
    ("[1 2]", "1:8", "a comma or ] is missing"), ("[1\nb = 2", "2:1", "a comma or ] is missing"),
    ("{ b = 1", "1:5", "close it with }"), ("{\n}", "1:5", "close it with }"),
    ("{ b = 1,\n}", "1:5", "close it with }"),
    ("{ b = 1 # c\n}", "1:13", "a comma or } is missing"), ("{ b = 1, }", "1:14", noKey),
    ("{ b = 1 c = 2 }", "1:13", "a comma or }"), ("{ b }", "1:9", "followed by ="), ("{ b = }", "1:11", noValue),
    ("{ b = 1, b = 2 }", "1:14", "line 1 sets this key already"), ("{ b = {}, b.c = 1 }", "1:15", "line 1 sets"),
    ("{ b.c = 1, b = 2 }", "1:16", "line 1 has this section"),
  ]

  @Test(arguments: listCases)
  func listsAndInlineTables(_ text: String, _ place: String, _ words: String) { check("a = " + text, place, words) }

  private static let nameCases: [(String, String, String)] = [
    ("a = 1\nb = 2\na = 3", "3:1", "line 1 sets this key already (keep one of the two)"),
    ("a = 1\n\"a\" = 2", "2:1", "line 1 sets this key"), ("a.b = 1\na.b = 2", "2:1", "line 1 sets this key"),
    ("a = 1\na.b = 2", "2:1", "line 1 sets this key"), ("a.b = 1\na = 2", "2:1", "line 1 has this section"),
    ("[a]\n[b]\n[a]", "3:1", "line 1 has this section already (add its keys there)"),
    ("[a]\nb = 1\n[a.b]", "3:1", "line 2 sets this key"), ("[a]\nb = 1\n[a.b.c]", "3:1", "line 2 sets this key"),
    ("[a.b]\n[a]\nb = 1", "3:1", "line 1 has this section"),
    ("[a.b.c]\n[a]\nb.c.d = 1", "3:1", "line 1 has this section"),
    ("a.b = 1\n[a]", "2:1", "line 1 has this section"), ("[a]\nb.c = 1\n[a.b]", "3:1", "line 2 has this section"),
    ("a = {}\n[a]", "2:1", "line 1 sets this key"), ("a = {}\n[a.b]", "2:1", "line 1 sets this key"),
    ("a = {}\na.b = 1", "2:1", "line 1 sets this key"), ("a = { b.c = 1 }\n[a.b.d]", "2:1", "line 1 sets this key"),
    ("a = []\n[[a]]", "2:1", "line 1 sets this key"), ("a = [{}]\n[a.b]", "2:1", "line 1 sets this key"),
    ("[[a]]\n[a]", "2:1", "line 1 has this section"), ("[a]\n[[a]]", "2:1", "line 1 has this section"),
    ("[a.b]\n[[a]]", "2:1", "line 1 has this section"), ("[[a.b]]\n[a]\nb.c = 1", "3:1", "line 1 has this section"),
    ("[[a]]\n[a.b]\n[a.b]", "3:1", "line 2 has this section"),
    ("[[a]]\n[a.b]\n[[a.b]]", "3:1", "line 2 has this section"),
    ("[[a]]\nb = 1\nb = 2", "3:1", "line 2 sets this key"),
  ]

  @Test(arguments: nameCases)
  func namesThatStandTwice(_ text: String, _ place: String, _ words: String) { check(text, place, words) }

  private static let depthCases: [(String, String?)] = [
    ("[" + dotted(64) + "]", nil), ("[" + dotted(65) + "]", "1:130"),
    (dotted(65) + " = 1", "1:129"), ("[a]\n" + dotted(64) + " = 1", "2:127"),
    ("a = " + nested(63), nil), ("a = " + nested(64), "1:68"),
  ]

  @Test(arguments: depthCases)
  func depthHasABound(_ text: String, _ place: String?) {
    guard let place else {
      #expect(fault(of: text) == nil)
      return
    }
    check(text, place, "This is nested deeper than 64 levels")
  }

  @Test func theStackBearsEveryText() {
    let texts = [
      "[[" + dotted(20_000) + "]]": "1:131", "a = " + String(repeating: "[", count: 500_000): "1:68",
      "a = " + String(repeating: "{a=", count: 300_000): "1:194",
      "a = " + String(repeating: "[{a=", count: 200_000): "1:130",
    ]
    for (text, place) in texts { check(text, place, "nested deeper than 64 levels") }
    #expect(fault(of: String(repeating: "[[a.b]]\n", count: 100_000)) == nil)
  }

  /// It may be a secret in the wrong place.
  @Test func nothingOfTheTextIsRepeated() {
    for end in ["canary", "\"canary", "\"\\canary\"", "canary\u{1}", "[canary", "{canary", "1canary", "'a' canary"] {
      #expect(fault(of: "a = \(end)")?.sentence.contains("canary") == false)
    }
    #expect(fault(of: "canary = 1\ncanary = 2")?.sentence.contains("canary") == false)
  }
}

private func dotted(_ count: Int) -> String { repeatElement("a", count: count).joined(separator: ".") }

private func nested(_ count: Int) -> String {
  String(repeating: "[", count: count) + String(repeating: "]", count: count)
}
