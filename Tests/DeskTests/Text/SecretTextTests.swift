import Desk
import Testing

struct SecretTextTests {
  @Test(
    arguments: [
      ([0x61, 0x62], "ab"), ([0x61, 0x09, 0x1B, 0x7F, 0x62], "ab"), ([0xC3, 0xA9, 0xC2, 0x85], "é"),
      ([0xF0, 0x9F, 0x94, 0x91], "🔑"), ([], ""),
    ] as [([UInt8], String)])
  func bytesThatWereReadCountAsIfTheyHadBeenTyped(_ bytes: [UInt8], _ wanted: String) throws {
    let read = try #require(bytes.withUnsafeBytes { SecretText(utf8: $0) })
    #expect(read.bytes == bytes)
    #expect(read.typed == SecretText(wanted))
    #expect(read.typed.bytes == Array(wanted.utf8))
  }

  @Test(arguments: [[0xC3, 0x61], [0x61, 0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80]] as [[UInt8]])
  func bytesThatAreNoUTF8AreNoSecret(_ bytes: [UInt8]) {
    #expect(bytes.withUnsafeBytes { SecretText(utf8: $0) } == nil)
  }

  @Test func aSecretTakesTypedTextAtItsEnd() {
    var secret = SecretText()
    for letter in "grüße 日本" { secret.insert(String(letter)) }
    #expect(secret.bytes == Array("grüße 日本".utf8))
    #expect(secret.count == 8 && !secret.isEmpty)
    #expect(secret == SecretText("grüße 日本") && secret != SecretText("grüße 日"))
  }

  @Test func controlCharactersAndLineEndsDoNotEnter() {
    #expect(SecretText("a\u{1B}[31m\r\nb\t\u{85}c").bytes == Array("a[31mbc".utf8))
    #expect(SecretText("\n").isEmpty)
  }

  @Test func deletingTakesOneCharacterOrEverything() {
    var secret = SecretText("a日")
    let isDone = secret.apply(.deleteBackward)
    #expect(isDone)
    #expect(secret == SecretText("a"))
    secret.apply(.deleteBackward)
    secret.apply(.deleteBackward)
    #expect(secret.isEmpty)
    for edit in [TextEdit.deleteWordBackward, .deleteToLineStart] {
      var words = SecretText("two words")
      let isDone = words.apply(edit)
      #expect(isDone)
      #expect(words.isEmpty)
    }
    var kept = SecretText("kept")
    for edit in [TextEdit.left, .wordLeft, .lineStart, .deleteForward, .deleteToLineEnd, .newline] {
      let isDone = kept.apply(edit)
      #expect(!isDone)
    }
    #expect(kept == SecretText("kept"))
  }

  /// A copy stays as it is whatever becomes of the other.
  @Test func copiesAreApart() {
    let first = SecretText("first")
    var second = first
    second.insert(" and more")
    #expect(first.bytes == Array("first".utf8))
    second = SecretText()
    #expect(first.bytes == Array("first".utf8))
  }

  @Test func nothingOfItIsDrawnOrPrinted() {
    let secret = SecretText("canary")
    let field = secret.presentation(placeholder: "PIN")
    #expect(field.text == "******" && field.cursor == 6 && field.isMasked)
    #expect(!"\(secret)".contains("canary") && !String(reflecting: secret).contains("canary"))
    let canary = Array("canary".utf8).map(String.init).joined(separator: ", ")
    var dumped = ""
    dump(secret, to: &dumped)
    #expect(!dumped.contains("canary") && !dumped.contains(canary))
  }
}
