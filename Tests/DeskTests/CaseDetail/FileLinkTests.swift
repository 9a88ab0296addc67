import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The files of a case: listed, asked for one at a time, shown while their link opens something, and kept nowhere.
struct FileLinkTests {
  private static let url = "https://files.example.com/a?signature=CANARY"
  private static let files = #"""
    "attachments":[{"id":"a","fileName":"spot.JPG","isRestricted":false,"createdAt":"2026-11-20T09:00:00Z","size":1234567,
      "uploadedBy":{"firstName":"Avery","lastName":"Lindqvist"}},
     {"id":"b","fileName":"id.pdf","isRestricted":true,"createdAt":"2026-11-21T09:00:00Z"},{"fileName":"odd"}],
    "comments":[{"id":"c1","text":"See","isRestricted":false,"author":{"role":"USER"},
      "attachments":[{"id":"a","fileName":"spot.JPG"},{"id":"m","fileName":"more.pdf"}]}]
    """#

  private func open(_ more: String = files) throws -> SessionDriver {
    try SessionDriver.showing(try Sample.detail(more: more))
  }

  private func link(_ id: String = "a", _ url: String? = url) throws -> AttachmentLink {
    let address = url.map { #","url":"\#($0)""# } ?? ""
    return AttachmentLink(try JSONValue(parsing: Data(#"{"id":"\#(id)"\#(address)}"#.utf8)))
  }

  private func arrive(_ driver: inout SessionDriver, _ result: Result<[AttachmentLink], Care360Error>) {
    driver.handle(.patient(.attachmentLinksArrived(result, generation: driver.generation)))
  }

  private func opened() throws -> SessionDriver {
    var driver = try open()
    driver.press(.files)
    driver.choose("spot")
    arrive(&driver, .success([try link()]))
    return driver
  }

  private func words(_ driver: SessionDriver) -> String {
    (driver.reading?.lines ?? []).map { $0.spans.map(\.text).joined() }.joined(separator: "\n")
  }

  @Test func theSectionNamesKindAndSizeWhereTheServiceSaysThem() throws {
    let driver = try open()
    #expect(driver.line("files") == "Files · 4")
    #expect(driver.line("files.a") == "Fri 20 Nov 09:00  2d  picture  1.2 MB  spot.JPG  Avery Lindqvist")
    #expect(driver.line("files.b") == "Sat 21 Nov 09:00  1d  PDF  id.pdf  INTERNAL")
    #expect(driver.line("files.case.2") == "time not given  odd")
    #expect(driver.line("files.m")?.contains("PDF  more.pdf") == true)
    #expect(try open("").line("files.unsaid") == "the service did not say")
    #expect(try open(#""attachments":[]"#).line("files") == "Files · none")
  }

  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (9960, "10 kB"), (123_456, "123 kB"), (1_250_000, "1.3 MB"),
  ])
  func sizesAreRounded(_ bytes: Int, _ words: String) throws {
    let driver = try open(#""attachments":[{"id":"a","fileName":"x","size":\#(bytes)}]"#)
    #expect(driver.line("files.a") == "time not given  \(words)  x")
  }

  @Test(arguments: ["files.a", "messages.c1.file.0"])
  func enterOnAFileAsksForItsLink(_ row: String) throws {
    var driver = try open()
    driver.select(row)
    driver.press(.accept)
    #expect(
      driver.effects == [.read(.fetchAttachmentLinks(try CaseID(Sample.avery), generation: driver.generation))])
    #expect(driver.notice == "Asking for a link to spot.JPG …")
    arrive(&driver, .success([try link("b", "https://files.example.com/b"), try link()]))
    #expect(driver.reading?.unwrapped == Self.url && driver.reading?.title == "Link to a file")
    #expect(words(driver).contains("Avery Lindqvist") && words(driver).contains("File spot.JPG"))
    #expect(words(driver).contains("less than a minute old, valid 15 min"))
  }

  @Test func itsAgeIsSaidAndItsEndToo() throws {
    var driver = try opened()
    driver.pass(65)
    driver.press(.down)
    #expect(words(driver).contains("1 min old, valid 15 min"))
    driver.press(.copy)
    let id = try CaseID(Sample.avery)
    #expect(driver.effects == [.screen(.copy(Self.url)), .record(.disclosed(.copied, id))])
    driver.press(.qrCode)
    #expect(driver.effects == [.record(.disclosed(.drawn, id))])
    #expect(driver.reading?.shape == .code && driver.reading?.unwrapped == Self.url)
    driver.press(.back)
    driver.pass(835)
    driver.press(.down)
    #expect(words(driver).contains("EXPIRED: 15 min old, and it was valid 15 min. Enter asks for another one."))
    #expect(driver.reading?.unwrapped == nil, "an address that opens nothing is not shown")
    for command in [Command.copy, .qrCode, .showAlone] {
      driver.press(command)
      #expect(driver.effects.isEmpty && driver.notice == "The link has expired: ask for another one.")
    }
    driver.press(.accept)
    #expect(driver.effects == [.read(.fetchAttachmentLinks(try CaseID(Sample.avery), generation: driver.generation))])
    arrive(&driver, .success([try link("a", "https://files.example.com/again")]))
    #expect(driver.reading?.unwrapped == "https://files.example.com/again")
  }

  @Test func theCodeOfALinkExpiresWithIt() throws {
    var driver = try opened()
    driver.press(.qrCode)
    driver.pass(900)
    driver.press(.down)
    #expect(driver.reading?.shape == .code && driver.reading?.unwrapped == nil)
  }

  @Test func nothingKeepsALink() throws {
    var driver = try opened()
    #expect(driver.everything.contains("CANARY"))
    #expect(
      driver.effects.allSatisfy { if case .store = $0 { false } else if case .record = $0 { false } else { true } })
    driver.press(.back)
    #expect(!driver.everything.contains("CANARY"), "it is gone with its panel")
    var other = try opened()
    other.lookUp(Sample.joMail)
    #expect(!other.everything.contains("CANARY"), "or with its patient")
    var hidden = try opened()
    hidden.press(.refresh)
    hidden.press(.lock)
    var text = ""
    dump(hidden.screen, to: &text)
    #expect(!text.contains("CANARY"))
  }

  @Test func aRefusalIsSaid() throws {
    var driver = try open()
    driver.press(.files)
    driver.choose("spot")
    arrive(&driver, .failure(Sample.serverFault))
    #expect(driver.notice.hasPrefix("No link to spot.JPG: ") && driver.reading == nil)
    driver.press(.files)
    driver.choose("spot")
    arrive(&driver, .success([try link("a", nil)]))
    #expect(driver.notice == "The service gave no link to spot.JPG.")
    driver.press(.files)
    driver.choose("odd")
    #expect(driver.effects.isEmpty && driver.notice.hasPrefix("The service gave no id for this file"))
    driver.press(.files)
    driver.choose("spot")
    arrive(&driver, .failure(Sample.badKey))
    #expect(driver.shownCase == nil)
  }

  /// The answer belongs to the case that it was asked for, and to the place where it was asked.
  @Test func anAnswerForAnotherPlaceIsDropped() throws {
    var driver = try open()
    driver.press(.files)
    driver.choose("spot")
    let asked = driver.generation
    driver.lookUp(Sample.joMail)
    driver.handle(.patient(.attachmentLinksArrived(.success([try link()]), generation: asked)))
    #expect(driver.reading == nil)
    var busy = try open()
    busy.press(.files)
    busy.choose("spot")
    busy.press(.palette)
    arrive(&busy, .success([try link()]))
    #expect(busy.reading == nil && busy.notice.contains("was dropped") && !busy.everything.contains("CANARY"))
    arrive(&busy, .success([try link()]))
    #expect(busy.reading == nil, "nobody asked")
  }

  @Test func whereNothingCanBeOpenedTheCommandSaysWhy() throws {
    #expect(SessionDriver().reason(.files) == "open a case first")
    #expect(try open("").reason(.files) == "the service did not say which files the case has")
    #expect(try open(#""attachments":[]"#).reason(.files) == "the case has no files")
    var driver = try open()
    driver.press(.refresh)
    driver.found(.failure(Sample.noConnection))
    #expect(driver.reason(.files)?.hasPrefix("not confirmed") == true)
    driver.select("files.a")
    driver.press(.accept)
    #expect(driver.effects.isEmpty && driver.notice.hasPrefix("The file cannot be opened: not confirmed"))
  }
}
