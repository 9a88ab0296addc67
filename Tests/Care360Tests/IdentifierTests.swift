import Testing

@testable import Care360

/// What may be typed as an identifier, and what is sent for it.
struct IdentifierTests {
  @Test(arguments: [
    "avery@example.com", " avery@example.com\n", "avery+tag@example.com", "a.b-c_d@mail.example.co.uk",
    "o'neil@example.com", "élodie@example.com", "avery@xn--bcher-kva.example",
  ]) func emailsAreTakenAsTyped(_ text: String) throws {
    #expect(try EmailAddress(text).text == text.trimmingPrefix(" ").replacing("\n", with: ""))
  }

  @Test(arguments: [
    "\u{FFFD}\u{FFFD}@example.com",
    "", "avery", "avery@", "@example.com", "avery@example", "avery@@example.com", "a@b@example.com",
    "avery@example..com", "avery@.example.com", "avery@example.com.", "avery lind@example.com",
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
  ]) func phonesBecomeE164(_ country: String, _ typed: String, _ sent: String) throws {
    #expect(try PhoneNumber(typed, country: try #require(Country(country))).e164 == sent)
  }

  @Test(arguments: [
    ("US", "555-0142"), ("US", "202 555 01423"), ("US", "+0 202 555 0142"), ("US", "202 555 0142 x12"),
    ("US", "+1234"), ("US", "+1234567890123456"), ("US", "٢٠٢٥٥٥٠١٤٢"), ("US", "1+2025550142"), ("DE", "0"),
    ("US", ""), ("US", "+"),
  ]) func textsThatCannotBePhones(_ country: String, _ typed: String) throws {
    let country = try #require(Country(country))
    #expect(throws: IdentifierProblem.self) { try PhoneNumber(typed, country: country) }
  }

  @Test func countriesAreKnownByCode() {
    #expect(Country("us")?.code == "US")
    #expect(Country("XX") == nil)
    #expect(Country("") == nil)
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

  @Test func aLookupKnowsWhatWasTyped() throws {
    let us = Country.unitedStates
    #expect(try LookupIdentifier(detecting: " avery@example.com", country: us) == .email(Sample.email))
    #expect(try LookupIdentifier(detecting: "(202) 555-0142", country: us).sent == "+12025550142")
    #expect(try LookupIdentifier(detecting: Sample.caseText.uppercased(), country: us) == .caseID(Sample.caseID))
    for (text, problem) in [
      ("550e8400-e29b", "caseID"), ("Avery Lindqvist", "unrecognised"), ("avery@", "email"), ("555-0142", "phone"),
      ("", "empty"), (" \n", "empty"), ("ADA-TOSXM", "unrecognised"),
    ] {
      let error = #expect(throws: IdentifierProblem.self) { try LookupIdentifier(detecting: text, country: us) }
      #expect(error.map { String(describing: $0).prefix(while: { $0 != "(" }) } == Substring(problem), "\(text)")
      if !text.isEmpty { #expect(error?.sentence.contains(text) == false) }
    }
  }
}
