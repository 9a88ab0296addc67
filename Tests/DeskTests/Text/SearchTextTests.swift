import Testing

@testable import Desk

struct SearchTextTests {
  @Test(arguments: [
    ("José O’Neil García", "jose o'neil garcia"), ("José O’Neil García", "JOSE ONEIL"), ("Jose\u{301}", "josé"),
    ("O'Neil", "o’neil"), ("O`Neil", "oneil"), ("Okina ʻIolani", "iolani"), ("Ångström", "angstrom"),
    ("Nguyễn Thị Hồng", "nguyen thi hong"), ("Sørensen", "sorensen"), ("Łukasz Strauß", "lukasz strauss"),
    ("Anna\u{2010}Lena", "anna-lena"), ("Anna\u{2013}Lena", "anna-lena"), ("Zoe\u{A0}Park", "zoe park"),
    ("İpek", "ipek"), ("Ивано\u{301}в", "иванов"), ("山田 太郎", "太郎"), ("Zo\u{200B}ë", "zoe"), ("ÆSIR", "aesir"),
  ])
  func isFoundAsAnyKeyboardTypesIt(_ text: String, _ typed: String) {
    #expect(SearchText(text).contains(allOf: SearchText(typed).words))
  }

  @Test(arguments: [("Jose", "joe"), ("Anna Lena", "annalena"), ("山田", "田山"), ("Strauß", "straus s"), ("á", "b")])
  func isNotFoundByOtherLetters(_ text: String, _ typed: String) {
    #expect(!SearchText(text).contains(SearchText(typed)))
  }

  @Test func nothingIsNotSearched() {
    #expect(SearchText("").isEmpty && SearchText("'").isEmpty && SearchText(" ").words.isEmpty)
  }
}
