import Testing

@testable import Care360

/// The identifier that is taken out of a typed or pasted text.
struct LookupTextTests {
  private func read(_ text: String, _ country: String = "US") throws -> LookupText {
    try LookupText(text, country: try #require(Country(country)))
  }

  private func refusal(_ text: String, _ country: String = "US") throws -> IdentifierProblem? {
    let country = try #require(Country(country))
    return #expect(throws: IdentifierProblem.self, "\(text)") { try LookupText(text, country: country) }
  }

  /// An address alone is not taken apart; in angle brackets it is.
  @Test(arguments: [
    "avery@example.com", "a.b_c+d-e@sub.example.com", "a..b@example.com", "a@b", "a@example.com.5", "1@example.c",
    "a@-b.example.com", "a@b-.example.com", "a-@example.com", "a.@example.com", "a@b_c.example.com", "a@example..com",
  ]) func anAddressAloneMeansTheSameAsInBrackets(text: String) throws {
    let country = try #require(Country("US"))
    func result(_ text: String) -> Result<LookupText, IdentifierProblem> {
      Result { () throws(IdentifierProblem) in try LookupText(text, country: country) }
    }
    #expect(result(text) == result("<\(text)>"))
  }

  @Test(arguments: [
    "avery@example.com", " avery@example.com\n", "Avery L <avery@example.com>", "Avery<avery@example.com>",
    "\"Lindqvist, Avery\" <avery@example.com>", "avery@example.com <avery@example.com>", "<avery@example.com>",
    "Avery Lindqvist (avery@example.com)", "Avery [mailto:avery@example.com]", "Avery 'avery@example.com'",
    "mailto:avery@example.com", "MAILTO:avery@example.com?subject=Refill",
    "<mailto:avery@example.com>", "E-mail:avery@example.com", "E-mail: avery@example.com", "smtp:avery@example.com",
    "SMTP:avery@example.com", "to: avery@example.com", "'avery@example.com", "\"avery@example.com",
    "(avery@example.com",
    "'avery@example.com'", "\"avery@example.com\"", "“avery@example.com”", "«avery@example.com»", "=avery@example.com",
    "• avery@example.com", "•avery@example.com", "- avery@example.com", "* avery@example.com", "1. avery@example.com",
    "2) avery@example.com", "> avery@example.com", "avery@example.com,", "avery@example.com;", "avery@example.com.",
    "avery@example.com>", "avery@example.com:", "avery@example.com).", "avery@example.com (work)",
    "\u{FEFF}avery@example.com", "\u{202A}avery@example.com\u{202C}", "\u{2068}avery@example.com\u{2069}",
    "\u{200B}avery@example.com\u{200D}", "ａｖｅｒｙ＠ｅｘａｍｐｌｅ．ｃｏｍ", "\u{3000}avery@example.com\u{202F}",
  ]) func anAddressIsTakenOutOfWhatStandsAroundIt(_ text: String) throws {
    let reading = try read(text)
    #expect(reading.finding == .identifier(.email(try Sample.email)))
    #expect(reading.remarks == [])
  }

  @Test(arguments: [
    ("mailto:avery%2Btag@example.com", "avery+tag@example.com"), ("av\u{2011}ery@example.com", "av-ery@example.com"),
    ("avery@a\u{2010}b.example.com", "avery@a-b.example.com"), ("\"a,b\"@example.com", "\"a,b\"@example.com"),
    ("o'neil@example.com", "o'neil@example.com"), ("-avery@example.com", "-avery@example.com"),
  ]) func anAddressIsSentAsItIsWritten(_ text: String, _ sent: String) throws {
    #expect(try read(text).identifier?.sent == sent)
  }

  @Test(arguments: [
    ("a..b@example.com", "Two dots in a row: is that right?"),
    ("..avery@example.com", "Two dots in a row: is that right?"),
    (".avery@example.com", "A dot at the start: is that right?"),
    ("avery.@example.com", "A dot before the @: is that right?"),
    ("av\u{200B}ery@example.com", "Invisible characters are left out."),
    ("avery@exa\u{202E}mple.com", "Invisible characters are left out."),
    ("+1 202 555 0142 x12", "Extension 12 is left out."),
  ]) func aRemarkSaysWhatLooksOdd(_ text: String, _ remark: String) throws {
    #expect(try read(text).remarks.first == remark)
  }

  @Test(arguments: [
    ("a,b@example.com", ", cannot come before the @"), ("a;b@example.com", "; cannot come before the @"),
    ("a<b@example.com", "< cannot come before the @"),
    ("a(b@example.com", "( cannot come before the @"), ("a:b@example.com", ": cannot come before the @"),
    ("https://x/avery@example.com", ": cannot come before the @"),
    ("av\"ery@example.com", "\" cannot come before the @"),
    ("o\u{2019}neil@example.com", "\u{2019} (U+2019) cannot come before the @"),
    ("avery@exa_mple.com", "_ cannot come after the @"),
    ("avery@bücher.example", "xn-- form"), ("avery@-a.example.com", "is not a valid domain"),
    ("avery@123.456", "is not a valid domain"),
    ("avery lind@example.com", "There are other words around"),
    ("avery@mail.example .com", "There are other words around"),
    ("<avery@mail.example .com>", "cannot contain spaces"), ("Avery avery@example.com", "There are other words around"),
    ("avery@example.com Avery", "There are other words around"), ("a@b@example.com", "needs one @"),
    ("avery@", "full domain"),
    ("av\u{0000}ery@example.com", "U+0000 cannot be part"), ("\u{FFFD}@example.com", "not UTF-8"),
    ("avery\u{1B}@example.com", "U+001B cannot be part"),
  ]) func anAddressIsRefusedWithItsReason(_ text: String, _ reason: String) throws {
    let problem = try refusal(text)
    #expect(problem?.sentence.contains(reason) == true, "\(text): \(problem?.sentence ?? "")")
  }

  @Test(arguments: [
    "(202) 555-0142", "+1 202 555 0142", "tel:+12025550142", "tel:+1-202-555-0142", "TEL:+1%20202%20555%200142",
    "Tel. (202) 555-0142", "Phone: 202 555 0142", "mobile: 202 555 0142", "sms:+12025550142",
    "\u{202A}+12025550142\u{202C}", "\u{2068}(202) 555-0142\u{2069}", "\u{202D}+1 202 555 0142\u{202C}",
    "\u{FEFF}2025550142", "202\u{200B}5550142", "２０２５５５０１４２", "＋１ ２０２ ５５５ ０１４２", "'+12025550142", "'2025550142",
    "=+12025550142", "+1 202 555 0142 (m)", "202 555 0142 (work)", "(m) 202 555 0142", "202\u{202F}555\u{202F}0142",
    "202\u{2212}555\u{2212}0142", "202\u{2013}555\u{2014}0142", "202\u{2009}555\u{00A0}0142", "202 555 0142,",
    "202 555 0142;",
    "202 555 0142.", "\"202 555 0142\"", "“202 555 0142”", "[202 555 0142]", "<202 555 0142>", "Avery L <+12025550142>",
    "• 202 555 0142", "- 202 555 0142", "* 202 555 0142", "3) 202 555 0142", "(+1) 202 555 0142", "202/555/0142",
  ]) func aNumberIsTakenOutOfWhatStandsAroundIt(_ text: String) throws {
    let reading = try read(text)
    #expect(reading.identifier?.sent == "+12025550142")
    #expect(reading.remarks == [])
  }

  @Test(arguments: [
    "(202) 555-0142 x12", "202 555 0142x12", "202 555 0142 X 12", "202 555 0142 ext. 12", "202 555 0142 ext 12",
    "202 555 0142, ext. 12", "202 555 0142 extension 12", "202 555 0142 #12", "tel:+12025550142;ext=12",
    "Tel: 202 555 0142 #12", "tel:+12025550142#12", "Tel 202 555 0142 x12",
    "202 555 0142 Ext.12 (work)", "202 555 0142 (work) x12",
  ]) func anExtensionIsLeftOutAndSaid(_ text: String) throws {
    let reading = try read(text)
    #expect(reading.identifier?.sent == "+12025550142")
    #expect(reading.remarks == ["Extension 12 is left out."])
  }

  @Test(arguments: [
    ("1-800-FLOWERS", "F cannot be part of a phone number"), ("202 555 O142", "O cannot be part"),
    ("202 555 0142!", "! cannot be part"), ("202_555_0142", "_ cannot be part"),
    ("202,555,0142", ", cannot be part"),
    ("٢٠٢٥٥٥٠١٤٢", "cannot search by name"), ("202 555 ٠١٤٢", "٠ (U+0660) cannot be part"),
    ("tel:555-0142;phone-context=+1", "; cannot be part"), ("Avery 202 555 0142", "A cannot be part"),
    ("202 555\u{0007} 0142", "U+0007 cannot be part"), ("202 555 014", "too short"),
  ]) func aNumberIsRefusedWithItsReason(_ text: String, _ reason: String) throws {
    let problem = try refusal(text)
    #expect(problem?.sentence.contains(reason) == true, "\(text): \(problem?.sentence ?? "")")
  }

  @Test(arguments: [
    Sample.caseText, Sample.caseText.uppercased(), Sample.caseText + ",", "\"\(Sample.caseText)\"",
    "{\(Sample.caseText)}",
    "(\(Sample.caseText))", "urn:uuid:\(Sample.caseText)", "case id: \(Sample.caseText)", "• \(Sample.caseText)",
    Sample.caseText.filter { $0 != "-" }, Sample.caseText.filter { $0 != "-" }.uppercased(),
    "{\(Sample.caseText.filter { $0 != "-" })}",
    Sample.caseText.replacing("-", with: "\u{2010}"), Sample.caseText.replacing("-", with: "\u{2212}"),
    "\u{202A}\(Sample.caseText)\u{202C}", "https://care.example.com/accommodations/cases/\(Sample.caseText)",
    "https://care.example.com/cases/\(Sample.caseText)?tab=2&since=1764000000",
    "<https://care.example.com/case/\(Sample.caseText)/>",
    "https://care.example.com/organizations/8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6/cases/\(Sample.caseText)#notes",
    "Avery Lindqvist 1988-04-02 \(Sample.caseText)", "\(Sample.caseText) \(Sample.caseText)",
  ]) func aCaseIDIsTakenOutOfWhatStandsAroundIt(_ text: String) throws {
    #expect(try read(text).finding == .identifier(.caseID(try Sample.caseID)))
  }

  @Test(arguments: [
    ("550e8400-e29b", "not complete"), (String(Sample.caseText.dropLast()), "not complete"),
    ("https://care.example.com/products/\(Sample.caseText)", "not a case id"),
    ("https://care.example.com/\(Sample.caseText)", "not a case id"),
  ]) func aCaseIDIsRefusedWithItsReason(_ text: String, _ reason: String) throws {
    let problem = try refusal(text)
    #expect(problem?.sentence.contains(reason) == true, "\(text): \(problem?.sentence ?? "")")
  }

  @Test(arguments: [
    "ADA-TOSXM", "ada-tosxm", "(ADA-TOSXM)", "Case ADA-TOSXM · Avery Lindqvist · 1988-04-02", "ADA\u{2011}TOSXM,",
    "\"ADA-TOSXM\"",
  ]) func aShortIDIsKnownAsOne(_ text: String) throws {
    #expect(try read(text).finding == .shortID("ADA-TOSXM"))
    #expect(try read(text).identifier == nil)
  }

  @Test(arguments: [
    "a@example.com, b@example.com", "a@example.com b@example.com", "a@example.com;b@example.com",
    "A <a@example.com>, B <b@example.com>", "a@example.com <b@example.com>", "202 555 0142, 202 555 0143",
    "+1 202 555 0142 +1 202 555 0143", "202 555 0142 / 202 555 0143", "202 555 0142\n202 555 0143",
    "2025550142 or 2025550143",
    "Avery (202) 555-0142 <a@example.com>", "\(Sample.caseText) 202 555 0142",
    "\(Sample.caseText) 8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6", "\(Sample.caseText) ADA-TOSXM", "ADA-TOSXM ADA-QF2RM",
    "ADA-TOSXM 202 555 0142",
    "https://care.example.com/cases/\(Sample.caseText) https://care.example.com/cases/8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6",
  ]) func twoIdentifiersAreRefused(_ text: String) throws {
    #expect(try refusal(text) == .several, "\(text)")
  }

  @Test(arguments: ["email", "E-Mail", "e-mail address", "Phone", "phone_number", "case id", "caseId", "\"email\""])
  func theHeadingOfAColumnIsNamed(_ text: String) throws {
    #expect(try refusal(text) == .heading)
  }

  @Test(arguments: ["Avery Lindqvist", "drop table", "名前", "12 Main Street", "x12", "()", "-", "Canada-Toronto"])
  func anythingElseIsNoIdentifier(_ text: String) throws {
    #expect(try refusal(text) == .unrecognised, "\(text)")
  }

  @Test(arguments: ["", " \n", "\u{FEFF}", "\u{202A}\u{202C} "]) func nothingIsNothing(_ text: String) throws {
    #expect(try refusal(text) == .empty)
  }

  @Test(arguments: ["avery@", "555-0142", "550e8400-e29b", "Avery Lindqvist", "a,b@example.com"])
  func noSentenceRepeatsWhatWasTyped(_ text: String) throws {
    #expect(try refusal(text)?.sentence.contains(text) == false)
  }
}

/// A stored number against the one that was asked for.
struct WrittenPhoneTests {
  @Test(arguments: [
    ("+12025550142", "(202) 555-0142", true), ("+12025550142", "2025550142", true),
    ("+12025550142", "12025550142", true), ("+12025550142", "001 202 555 0142", true),
    ("+12025550142", "(202) 555-0143", false), ("+12025550142", "5550142", false), ("+12025550142", "", false),
    ("+12025550142", "not given", false), ("+442079460958", "020 7946 0958", true),
    ("+442079460958", "+44 (0)20 7946 0958", true), ("+442079460958", "(202) 555-0142", false),
    ("+390655500142", "06 5550 0142", true), ("+4930123456", "030 123456", true),
    ("+4930123456", "0049 30 123456", true),
  ])
  func aNumberIsItselfInEveryForm(_ e164: String, _ stored: String, _ isSame: Bool) throws {
    #expect(try PhoneNumber(e164).isWritten(as: stored) == isSame)
  }
}
