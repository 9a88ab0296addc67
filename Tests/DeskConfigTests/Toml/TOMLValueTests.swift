import Testing

@testable import DeskConfig

/// Texts that the standard takes, and what they mean.
struct TOMLValueTests {
  private static let textCases: [(String, String)] = [
    ("\"\"", "\"\""), (#""a # b" # c"#, #""a # b""#), (#"'C:\new'"#, #""C:\\new""#), ("''", "\"\""),
    (#""\b\t\n\f\r\"\\""#, #""\u{08}\t\n\u{0C}\r\"\\""#), (#""\u00e9\U0001F600\u0000""#, #""é😀\0""#),
    (#""\uD7FF\uE000\U0010FFFF""#, "\"\u{D7FF}\u{E000}\u{10FFFF}\""), ("\"a\tb\u{85}\"", "\"a\\tb\u{85}\""),
    ("\"\"\"\"\"\"", "\"\""), ("\"\"\"\na\nb\"\"\"", #""a\nb""#), ("\"\"\"\r\na\r\nb\"\"\"", #""a\nb""#),
    ("\"\"\"a\"\"b\"\"\"", #""a\"\"b""#), ("\"\"\"\"a\"\"\"", #""\"a""#), ("\"\"\"a\"\"\"\"\"", "\"a\\\"\\\"\""),
    ("\"\"\"\"\"\"\"\"", "\"\\\"\\\"\""), ("\"\"\"a\\  \n\n \t b\\\r\n c\"\"\"", "\"abc\""),
    ("\"\"\"a\\u0041\\\\\"\"\"", #""aA\\""#), ("'''\n\\n''a\n'''", #""\\n\'\'a\n""#), ("''''a'''''", #""\'a\'\'""#),
    ("'''#'''", "\"#\""),
  ]

  @Test(arguments: textCases)
  func texts(_ text: String, _ value: String) throws { try check("x = \(text)", "{x=\(value)}") }

  private static let numberCases: [(String, String)] = [
    ("0", "0"), ("-0", "0"), ("+99", "99"), ("-17", "-17"), ("1_000", "1000"), ("5_349_221", "5349221"),
    ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
    ("0xDEAD_beef", "3735928559"), ("0x00e1", "225"), ("0o755", "493"), ("0b1101_0110", "214"),
    ("0x7fffffffffffffff", "9223372036854775807"),
    ("1.0", "1.0"), ("-0.01", "-0.01"), ("+3.1_4", "3.14"), ("5e+22", "5e+22"), ("1E0_6", "1000000.0"),
    ("-2E-2", "-0.02"),
    ("6.5e-3", "0.0065"), ("0e0", "0.0"), ("-0.0", "-0.0"), ("inf", "inf"), ("+inf", "inf"), ("-inf", "-inf"),
    ("nan", "nan"), ("-nan", "nan"), ("+nan", "nan"), ("true", "true"), ("false", "false"),
  ]

  @Test(arguments: numberCases)
  func numbersAndFlags(_ text: String, _ value: String) throws { try check("x = \(text)", "{x=\(value)}") }

  private static let dateCases: [(String, String)] = [
    ("1979-05-27T07:32:00Z", "offsetDateTime"), ("1979-05-27 00:32:00.999999-07:00", "offsetDateTime"),
    ("1979-05-27t07:32:00z", "offsetDateTime"), ("1979-05-27T07:32:00.5+23:59", "offsetDateTime"),
    ("1990-12-31T23:59:60Z", "offsetDateTime"), ("1979-05-27T07:32:00", "localDateTime"),
    ("1979-05-27 07:32:00", "localDateTime"), ("1979-05-27", "localDate"), ("2000-02-29", "localDate"),
    ("2024-02-29", "localDate"), ("07:32:00", "localTime"), ("00:32:00.000001", "localTime"),
  ]

  @Test(arguments: dateCases)
  func datesAndTimes(_ text: String, _ kind: String) throws { try check("x = \(text) # y", "{x=\(kind) \(text)}") }

  private static let listCases: [(String, String)] = [
    ("[]", "[]"), ("[ ]", "[]"), ("[1,2]", "[1, 2]"), ("[ 1, 'a', [], {}, ]", #"[1, "a", [], {}]"#),
    ("[ # one\n1 # ]\n\r\n, # two\n2\n,\n]", "[1, 2]"), ("[[1], [\"]\"]]", #"[[1], ["]"]]"#),
    ("{}", "{}"), ("{ a = 1 , b.c = '}' , b.d = 2 }", #"{a=1, b={c="}", d=2}}"#), ("{ a = [\n1,\n] }", "{a=[1]}"),
    ("{ a = \"\"\"\n1\n\"\"\" }", #"{a="1\n"}"#), ("[ { a.b = 1 }, { a.b = 2 } ]", "[{a={b=1}}, {a={b=2}}]"),
  ]

  @Test(arguments: listCases)
  func listsAndInlineTables(_ text: String, _ value: String) throws { try check("x = \(text)", "{x=\(value)}") }

  private static let documentCases: [(String, String)] = [
    ("", "{}"), ("\n \t\n# é\u{85}\t#\r\n", "{}"), ("\u{FEFF}a = 1", "{a=1}"), ("a=1\r\nb=2\r\n", "{a=1, b=2}"),
    ("a = 1 # b", "{a=1}"), ("1-_A = 1\n- = 2\n1e5 = 3", "{-=2, 1-_A=1, 1e5=3}"),
    ("'a b' = 1\n\"\\u00e9\" = 2\n\"\" = 3", "{=3, a b=1, é=2}"), ("3.14 = 1", "{3={14=1}}"),
    ("a . 'b.c'\t.\"d\" = 1", "{a={b.c={d=1}}}"), ("a.b = 1\na.c.d = 2\na.c.e = 3", "{a={b=1, c={d=2, e=3}}}"),
    ("[a]", "{a={}}"), (" [ a . \"b\" ] # c\nd = 1", "{a={b={d=1}}}"), ("[a.b]\n[a]\nc = 1", "{a={b={}, c=1}}"),
    ("[a.b.c]\n[a]\nb.d = 1", "{a={b={c={}, d=1}}}"), ("[a]\nb.c = 1\n[a.b.d]\ne = 2", "{a={b={c=1, d={e=2}}}}"),
    ("[x.y.z.w]\n[x]", "{x={y={z={w={}}}}}"),
    ("[[a]]\nb = 1\n[[a]]\n[[a]]\nb = 2", "{a=[{b=1}, {}, {b=2}]}"),
    ("[[a]]\n[a.b]\nc = 1\n[[a]]\n[a.b]\nc = 2", "{a=[{b={c=1}}, {b={c=2}}]}"),
    ("[[a]]\n[[a.b]]\nc = 1\n[[a.b]]\nc = 2\n[[a]]", "{a=[{b=[{c=1}, {c=2}]}, {}]}"),
    ("[a.x]\n[[a.b]]\n[a]", "{a={b=[{}], x={}}}"),
  ]

  @Test(arguments: documentCases)
  func documents(_ text: String, _ value: String) throws { try check(text, value) }

  private func check(_ text: String, _ value: String) throws {
    #expect(Self.shown(.table(try TOMLParser.parse(text))) == value)
  }

  private static func shown(_ value: TOMLValue) -> String {
    switch value {
    case .text(let text): text.debugDescription
    case .whole(let number): "\(number)"
    case .fraction(let number): "\(number)"
    case .flag(let flag): "\(flag)"
    case .moment(let moment): "\(moment.kind) \(moment.text)"
    case .list(let nodes): "[" + nodes.map { shown($0.value) }.joined(separator: ", ") + "]"
    case .table(let members):
      "{" + members.sorted { $0.key < $1.key }.map { "\($0)=\(shown($1.value))" }.joined(separator: ", ") + "}"
    }
  }

  @Test func everyNodeKnowsItsPlace() throws {
    let root = try TOMLParser.parse(
      """
      é.b = [1, "é", {c = 2}] # x
      [d]
        "e" = '''
      x'''
        f = { g = 1, "h é" = 2 }
      [[i]]
      [[i]]
      j = 3
      [k.l]
      [k]
      """.replacing("é.b", with: "\"é\".b"))
    func places(_ members: [String: TOMLNode], _ path: String) -> [String] {
      members.flatMap { name, node in places(node, path + name) }
    }
    func places(_ node: TOMLNode, _ path: String) -> [String] {
      let own = "\(path) \(node.place.line):\(node.place.column)"
      switch node.value {
      case .list(let nodes): return [own] + nodes.enumerated().flatMap { places($0.element, "\(path).\($0.offset)") }
      case .table(let members): return [own] + places(members, path + ".")
      case .text, .whole, .fraction, .flag, .moment: return [own]
      }
    }
    #expect(
      places(root, "").sorted() == [
        "d 2:1", "d.e 3:3", "d.f 5:3", "d.f.g 5:9", "d.f.h é 5:16", "i 6:1", "i.0 6:1", "i.1 7:1", "i.1.j 8:1",
        "k 10:1",
        "k.l 9:1", "é 1:1", "é.b 1:1", "é.b.0 1:10", "é.b.1 1:13", "é.b.2 1:18", "é.b.2.c 1:19",
      ])
  }
}
