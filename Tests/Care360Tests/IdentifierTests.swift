import Testing

@testable import Care360

/// What may be typed as an identifier, and what is sent for it.
struct IdentifierTests {
  @Test(arguments: [
    "avery@example.com", " avery@example.com\n", "avery+tag@example.com", "a.b-c_d@mail.example.co.uk",
    "o'neil@example.com", "élodie@example.com", "e\u{301}lodie@example.com", "名前@example.com", "a..b@example.com",
    "\"a,b\"@example.com", "avery/x=y!#$%&*?^`{|}~@example.com", "avery@xn--bcher-kva.example",
  ]) func emailsAreTakenAsTyped(_ text: String) throws {
    #expect(try EmailAddress(text).text == text.trimmingPrefix(" ").replacing("\n", with: ""))
  }

  @Test(arguments: [
    "\u{FFFD}\u{FFFD}@example.com",
    "", "avery", "avery@", "@example.com", "avery@example", "avery@@example.com", "a@b@example.com",
    "avery@example..com", "avery@.example.com", "avery@example.com.", "avery@-a.example.com", "avery@a-.example.com",
    "avery@123.456", "a(b@example.com",
    "a,b@example.com", "a;b@example.com", "a<b@example.com", "a:b@example.com", "a\"b@example.com", "a[b@example.com",
    "a\\b@example.com", "https://x/avery@example.com", "\u{2018}a@example.com", "o\u{2019}neil@example.com",
    "avery lind@example.com",
    "av\u{200B}ery@example.com",
    "avery@exa\u{202E}mple.com", "avery\t@example.com", "av\u{0000}ery@example.com",
    String(repeating: "a", count: 250) + "@example.com",
  ]) func textsThatCannotBeEmails(_ text: String) {
    #expect(throws: IdentifierProblem.self) { try EmailAddress(text) }
  }

  @Test(arguments: [
    ("US", "(202) 555-0142", "+12025550142"), ("US", "202.555.0142", "+12025550142"),
    ("US", "1-202-555-0142", "+12025550142"), ("US", "+1 202 555 0142", "+12025550142"),
    ("US", "+44 20 5550 0142", "+442055500142"), ("US", "011 44 20 5550 0142", "+442055500142"),
    ("GB", "020 5550 0142", "+442055500142"), ("GB", "+44 (0)20 5550 0142", "+442055500142"),
    ("GB", "0044 20 5550 0142", "+442055500142"), ("DE", "030 5550142", "+49305550142"),
    ("IT", "06 5550 0142", "+390655500142"), ("ES", "910 555 014", "+34910555014"),
    ("HU", "06 1 555 0142", "+3615550142"), ("KZ", "8 701 555 0142", "+77015550142"),
    ("CA", "416 555 0142", "+14165550142"), ("US", "202\u{00A0}555\u{2011}0142", "+12025550142"),
    // The prefix of the region, of which some have two or none.
    ("RU", "8 (912) 345-67-89", "+79123456789"), ("BY", "8 029 491-19-11", "+375294911911"),
    ("BY", "029 491-19-11", "+375294911911"), ("LT", "0 612 34567", "+37061234567"),
    ("LT", "800 12345", "+37080012345"), ("AR", "011 15-2345-6789", "+5491123456789"),
    ("AR", "0343 15-456-7890", "+5493434567890"), ("AZ", "012 312 34 56", "+994123123456"),
    ("CI", "21 23 4 56789", "+2252123456789"), ("KZ", "8 (7172) 55-01-42", "+77172550142"),
    // The prefix that leads abroad from the region.
    ("TW", "002 44 20 7946 0958", "+442079460958"), ("NG", "009 44 20 7946 0958", "+442079460958"),
    ("JP", "010 44 20 7946 0958", "+442079460958"), ("AU", "0011 44 20 7946 0958", "+442079460958"),
    ("PR", "011 44 20 7946 0958", "+442079460958"), ("DO", "011 44 20 7946 0958", "+442079460958"),
    ("JM", "011 44 20 7946 0958", "+442079460958"), ("RU", "810 44 20 7946 0958", "+442079460958"),
    // The national prefix behind the calling code.
    ("US", "+44 020 7946 0958", "+442079460958"), ("US", "+33 06 12 34 56 78", "+33612345678"),
    ("US", "+49 030 123456", "+4930123456"), ("US", "+91-098765 43210", "+919876543210"),
    ("DE", "0044 (0)20 7946 0958", "+442079460958"), ("US", "011 44 (0)20 7946 0958", "+442079460958"),
    ("US", "+39 (0)6 5550 0142", "+390655500142"), ("US", "+39 06 5550 0142", "+390655500142"),
    ("IT", "0039 06 5550 0142", "+390655500142"), ("US", "+7 8 912 345 67 89", "+79123456789"),
    // The calling code without its sign.
    ("GB", "442079460958", "+442079460958"), ("DE", "4930123456", "+4930123456"),
    ("FR", "33612345678", "+33612345678"), ("US", "12025550142", "+12025550142"),
    ("IN", "919876543210", "+919876543210"), ("IN", "9198765432", "+919198765432"),
    // Mexico's mobiles of before 2019.
    ("MX", "+52 1 55 1234 5678", "+5215512345678"), ("MX", "55 1234 5678", "+525512345678"),
    // A number of another region under the same code.
    ("BS", "1 952 555 0142", "+19525550142"), ("JM", "407-555-0142", "+14075550142"),
    ("GG", "020 7946 0958", "+442079460958"), ("US", "+800 1234 5678", "+80012345678"),
    ("UK", "020 7946 0958", "+442079460958"),
  ]) func phonesBecomeE164(_ country: String, _ typed: String, _ sent: String) throws {
    #expect(try PhoneNumber(typed, country: try #require(Country(country))).e164 == sent)
  }

  @Test(arguments: [
    ("US", "555-0142"), ("US", "202 555 01423"), ("US", "+0 202 555 0142"), ("US", "202 555 0142 x12"),
    ("US", "+1234"), ("US", "+1234567890123456"), ("US", "٢٠٢٥٥٥٠١٤٢"), ("US", "1+2025550142"), ("DE", "0"),
    ("US", ""), ("US", "+"), ("ES", "612 345"), ("GB", "07400 123456 1"), ("FR", "061234567"), ("US", "+44 20 7946"),
    ("US", "+999 1234 5678"), ("US", "+33 6 12 34 56 7"), ("FR", "+33 06 12 34 56 7"), ("NO", "00"),
    ("CN", "011 967 1234567"), ("CN", "011 31 (0)9061234"), ("MX", "1 205 555 0142"), ("CA", "310 2621"),
    ("CA", "+1 310 2621"), ("BS", "1 952 555 014"),
    ("US", "1 152 555 0142"),
    ("BS", "1 152 555 0142"), ("US", "+1 152 555 0142"),
    // Two numbers that can be meant.
    ("DE", "4915123456789"), ("SE", "468123456"), ("ID", "62812345678"),
  ]) func textsThatCannotBePhones(_ country: String, _ typed: String) throws {
    let country = try #require(Country(country))
    #expect(throws: IdentifierProblem.self) { try PhoneNumber(typed, country: country) }
  }

  @Test(arguments: [
    ("US", "555-0142", "too short: a number in US has 10 digits"), ("ES", "612 345", "too short: a number in ES has 9"),
    (
      "GB", "07400 123456 1",
      "too long: a number in GB has 7, 9 or 10 digits. For another country, type + and the country code"
    ),
    ("US", "+44 20 7946", "too short: after +44, a number has 7, 9 or 10"),
    ("FR", "061234567", "A digit is missing, or there is an extra one"),
    ("QA", "4412312345", "too short or too long: a number in QA has 7, 8, 9 or 11"),
    ("US", "+999 123456", "No country code"),
    ("DE", "4915123456789", "This number may or may not include the country code 49: type +"),
    ("SE", "468123456", "country code 46:"),
  ]) func aNumberIsRefusedWithItsReason(_ country: String, _ typed: String, _ reason: String) throws {
    let country = try #require(Country(country))
    let error = #expect(throws: IdentifierProblem.self) { try PhoneNumber(typed, country: country) }
    #expect(error?.sentence.contains(reason) == true, "\(error?.sentence ?? "")")
  }

  @Test(arguments: ["CIV", "XX", "VA1", "ZZ"]) func anUnknownCountryCompletesNoNumber(_ code: String) throws {
    let country = Country.unknown(code)
    for text in ["21 23 4 56789", "312 345 6789", "1 202 555 0142", "0044 20 7946 0958"] {
      let error = #expect(throws: IdentifierProblem.self) { try PhoneNumber(text, country: country) }
      #expect(error?.sentence == "No calling code is known for \(code): type + and the country code.")
    }
    #expect(try PhoneNumber("+1 202 555 0142", country: country).e164 == "+12025550142")
  }

  @Test func countriesAreKnownByCode() {
    #expect(Country("us")?.code == "US")
    #expect(Country("uk")?.code == "GB")
    #expect(Country("UK") == Country("GB"))
    #expect(Country("CI")?.code == "CI")
    for text in ["XX", "", "001", "USA", "U"] { #expect(Country(text) == nil) }
    #expect(Country.unknown("xx").code == "XX")
    for text in [nil, "", "\u{1B}[2J", "Côte", "a long name"] { #expect(Country.unknown(text).code == "?") }
  }

  @Test func aStoredNumberIsJudgedByItsShapeAlone() throws {
    // One that was stored before lengths were judged leads to its case still.
    #expect(try PhoneNumber("+4402079460958").e164 == "+4402079460958")
    for text in ["2025550142", "+012345678", "+123456", "+1234567890123456", "+1 202 555 0142"] {
      #expect(throws: IdentifierProblem.self) { try PhoneNumber(text) }
    }
  }

  @Test func caseAndProductIDsAreUUIDsInLowerCase() throws {
    #expect(try CaseID(" 550E8400-E29B-41D4-A716-446655440000 ").text == Sample.caseText)
    #expect(try ProductID(Sample.productText.uppercased()).text == Sample.productText)
    let bad = [
      "", "550e8400", "550e8400e29b41d4a716446655440000", "{550e8400-e29b-41d4-a716-446655440000}",
      "550e8400-e29b-41d4-a716-44665544000g", "550e8400-e29b-41d4-a716-4466554400000",
      "550e8400-e29b-41d4-a716_446655440000", "５50e8400-e29b-41d4-a716-44665544000",
    ]
    for text in bad {
      #expect(throws: IdentifierProblem.self) { try CaseID(text) }
      #expect(throws: IdentifierProblem.self) { try ProductID(text) }
    }
  }

  @Test func bundleIDsAreAnyPrintableText() throws {
    #expect(try BundleID("a1b2c3d4-5e6f-7g8h-9i0j-k1l2m3n4o5p6 ").text == "a1b2c3d4-5e6f-7g8h-9i0j-k1l2m3n4o5p6")
    #expect(try BundleID(String(repeating: "b", count: 200)).text.count == 200)
    for text in ["", " ", "a b", "a\tb", "é", "a\u{0000}", String(repeating: "b", count: 201)] {
      #expect(throws: IdentifierProblem.self) { try BundleID(text) }
    }
  }
}
