import Terminal
import Testing

@testable import Desk
@testable import DeskUI

/// Whole screens as text, with a letter for the style of every cell below.
struct ScreenGoldenTests {
  /// A colour for each role, so that the grid can name it.
  static let letters: [(String, Character)] = [
    ("text", "t"), ("muted", "m"), ("heading", "h"), ("label", "l"), ("accent", "a"), ("success", "s"),
    ("warning", "w"),
    ("error", "e"), ("phi", "p"), ("required", "r"), ("readonly", "o"), ("stale", "z"), ("env-production", "P"),
    ("env-sandbox", "N"), ("env-other", "O"), ("border", "b"), ("focus", "F"),
  ]

  static let styles: Styles = {
    var byRole: [String: Style] = [:]
    for (index, entry) in letters.enumerated() { byRole[entry.0] = Style(foreground: .indexed(UInt8(index + 1))) }
    byRole["selection"] = Style(background: .indexed(200))
    return Styles(byRole)
  }()

  /// Bold and underlined text keeps the letter of its role; `S` is the selection.
  static func grid(_ surface: Surface) -> String {
    (0..<surface.size.rows).map { row in
      String(
        (0..<surface.size.columns).map { column in
          let cell = surface[column, row]
          if cell.style.background == .indexed(200) { return "S" }
          if cell.text == " ", !cell.style.attributes.contains(.underline) { return "." }
          guard case .indexed(let index) = cell.style.foreground else { return "?" }
          return letters[Int(index) - 1].1
        })
    }.joined(separator: "\n")
  }

  func check(
    _ screen: ScreenPresentation, _ columns: Int, _ rows: Int, _ name: String, lettering: Lettering = .whole,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let shown = drawn(screen, columns, rows, styles: Self.styles, lettering: lettering)
    let cursor = shown.cursor.map { "\($0.column),\($0.row)" } ?? "none"
    let text = shown.surface.plainRows.joined(separator: "\n")
    try expectGolden(
      "\(text)\n\ncursor \(cursor)  page \(shown.page)\n\n\(Self.grid(shown.surface))", name, location: location)
  }

  @Test func threePanesWithTheForm() throws {
    try check(Samples.screen(focus: .form, context: .editorChoice, hasEditor: true), 120, 40, "screen-120x40-form")
  }

  @Test func twoPanesWithTheCase() throws {
    try check(Samples.screen(unavailable: [.refill: "not confirmed yet"]), 80, 24, "screen-80x24-case")
  }

  @Test func twoPanesWithTheLookupBox() throws {
    try check(
      Samples.screen(
        focus: .lookup, context: .lookupField(isEmpty: false), notice: Span("Nothing was sent.", .warning)),
      80, 24, "screen-80x24-lookup")
  }

  @Test func onePaneOnASmallScreen() throws {
    try check(Samples.screen(), 40, 10, "screen-40x10-case")
    try check(Samples.screen(focus: .form, context: .editorChoice, hasEditor: true), 60, 20, "screen-60x20-form")
    try check(Samples.screen(), 39, 9, "screen-39x9")
  }

  @Test func aListWithAFilter() throws {
    try check(Samples.screen(context: .picker, overlays: [Samples.picker]), 80, 24, "screen-80x24-picker")
  }

  @Test func aPromptWithAMaskedField() throws {
    try check(Samples.screen(context: .prompt, overlays: [Samples.prompt]), 80, 24, "screen-80x24-prompt")
  }

  @Test func aConfirmationInProduction() throws {
    let production = Span("PRODUCTION", .environmentProduction)
    var confirmation = Samples.refill
    confirmation.environment = production
    try check(
      Samples.screen(context: .confirmation, overlays: [.confirmation(confirmation)], environment: production), 80, 24,
      "screen-80x24-confirmation")
  }

  @Test func aLinkToTakeAlong() throws {
    try check(
      Samples.screen(context: .reading(copies: true), overlays: [Samples.reading]), 80, 24, "screen-80x24-reading")
  }

  @Test func theLockCoversEverything() throws {
    var screen = Samples.screen(
      context: .prompt, overlays: [Samples.lock],
      unavailable: Dictionary(
        uniqueKeysWithValues: Command.allCases.filter { ![.accept, .back].contains($0) }.map { ($0, "locked") }))
    try check(screen, 120, 40, "screen-120x40-lock")
    try check(screen, 80, 24, "screen-80x24-lock")
    screen.overlays = [
      .lock(
        LockPresentation(
          title: "Hidden", lines: [Span("SANDBOX", .environmentSandbox), Span("Enter shows it again.", .accent)]))
    ]
    try check(screen, 80, 24, "screen-80x24-lock-sandbox")
  }

  @Test func everythingOfOursInASCII() throws {
    let screen = Samples.screen(focus: .form, context: .editorChoice, hasEditor: true)
    try check(screen, 120, 30, "screen-120x30-ascii", lettering: .ascii)
    let shown = drawn(screen, 120, 30, lettering: .ascii)
    #expect(shown.surface.plainRows.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
  }
}
