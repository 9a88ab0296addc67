import Testing

@testable import Care360

struct LookAlikesTests {
  @Test func mixedScriptsAreFound() {
    #expect(LookAlikes.mixedWords(in: "p\u{0430}ypal and Лев") == ["p\u{0430}ypal"])
    #expect(LookAlikes.mixedWords(in: "Zoë 漢字abc Ωmega") == ["Ωmega"])
    #expect(LookAlikes.mixedWords(in: "Ωmega Ωmega") == ["Ωmega"], "each word once")
  }

  @Test func theWarningNamesTheWords() {
    #expect(LookAlikes.warning(about: "Avery Lindqvist, Лев Толстой") == nil)
    #expect(
      LookAlikes.warning(about: "\u{0410}very") == "Look closely: \u{0410}very mixes letters from different alphabets.")
    #expect(LookAlikes.warning(about: "\u{0410}very \u{0392}ob")?.contains("Βob mix letters") == true)
  }
}
