import Testing

@testable import Care360
@testable import Desk

/// A text above the panes goes with the patient it is about when the service refuses the key.
struct RefusedKeyReadingTests {
  static let link = "https://forms.example.com/r/1"

  /// Ways to a text about Avery, from her case on.
  enum Text: CaseIterable, Sendable {
    case link, linkAlone, linkAsCode, linkOverAnother, valueAlone, help, helpInFull

    func open(_ driver: inout SessionDriver) throws {
      switch self {
      case .link: askForLink(&driver)
      case .linkAlone:
        askForLink(&driver)
        driver.press(.showAlone)
      case .linkAsCode:
        askForLink(&driver)
        driver.press(.qrCode)
      case .linkOverAnother:
        askForLink(&driver)
        driver.press(.back)
        try driver.open(try Sample.joDetail())
        driver.press(.drafts)
        driver.choose("link")
      case .valueAlone:
        driver.select("patient.name")
        driver.press(.showAlone)
      case .help: driver.press(.help)
      case .helpInFull: driver.press(.help, .help)
      }
    }

    private func askForLink(_ driver: inout SessionDriver) {
      driver.requestRefill()
      let link = Written(value: WriteReceipt.link(RefusedKeyReadingTests.link), isRecorded: true)
      driver.handle(.writes(.ended(.success(link), write: 1)))
    }
  }

  @Test(arguments: Text.allCases) func noTextAboutThePatientStays(_ text: Text) throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    try text.open(&driver)
    let top = try #require(driver.screen.overlays.last)
    #expect("\(top)".contains("Lindqvist") || "\(top)".contains(Self.link))
    driver.reread(.failure(Sample.badKey), write: 0, attempt: 0)
    #expect(driver.session.isKeyRefused)
    for trace in ["Avery", "Lindqvist", "1988-04-02", Self.link] {
      #expect(!"\(driver.screen)".contains(trace), "\(trace) in \(driver.screen.overlays)")
    }
  }
}
