import DeskConfig
import Terminal
import Testing

@testable import Desk
@testable import DeskUI

/// Whole screens in the themes that come with the program, at every depth of colour.
struct ThemeScreenTests {
  private static func styles(_ name: String, _ depth: ColorDepth) -> Styles {
    let theme = ThemeLibrary(directory: nil).load(name).0
    return Styles(
      Dictionary(uniqueKeysWithValues: ThemeRole.allCases.map { ($0.rawValue, theme.style($0, depth: depth)) }),
      hasColour: depth != .mono)
  }

  private static func screen(_ environment: Span, confirms: Bool = false) -> ScreenPresentation {
    var confirmation = Samples.refill
    confirmation.environment = environment
    return Samples.screen(
      context: confirms ? .confirmation : .caseDetail, overlays: confirms ? [.confirmation(confirmation)] : [],
      environment: environment)
  }

  private static let production = Span("PRODUCTION", .environmentProduction)

  /// Word, border and header; and once more in every confirmation.
  @Test(arguments: ThemeLibrary.builtInNames, ColorDepth.allCases)
  func productionIsLoudInEveryThemeAtEveryDepth(name: String, depth: ColorDepth) {
    let styles = Self.styles(name, depth)
    let loud = drawn(Self.screen(Self.production), 80, 24, styles: styles).surface
    for other in [Span("SANDBOX", .environmentSandbox), Span("STAGING", .environmentOther)] {
      let calm = drawn(Self.screen(other), 80, 24, styles: styles).surface
      #expect(loud[0, 0].style != calm[0, 0].style, "the header")
      #expect(loud[0, 2].style != calm[0, 2].style, "the border")
      #expect(loud[79, 0].style != calm[79, 0].style, "the header is loud to its end")
    }
    #expect(loud.plainRows[0].contains("PRODUCTION"))
    let asked = drawn(Self.screen(Self.production, confirms: true), 80, 24, styles: styles).surface
    #expect(asked.plainRows.dropFirst().contains { $0.contains("PRODUCTION") })
  }

  /// Text and styles of one screen; each style that occurs has a letter, in the order in which they occur.
  @Test(arguments: ColorDepth.allCases) func aScreenOfTheDarkTheme(depth: ColorDepth) throws {
    let shown = drawn(
      Samples.screen(focus: .form, context: .editorChoice, hasEditor: true), 120, 30, styles: Self.styles("dark", depth)
    )
    var letters: [Style: Character] = [:]
    var legend = ""
    for row in 0..<30 {
      for column in 0..<120 {
        let style = shown.surface[column, row].style
        guard letters[style] == nil else { continue }
        let letter = Character(Unicode.Scalar(UInt8(97 + letters.count)))
        letters[style] = letter
        let words = [style.foreground.themeText, "on", style.background.themeText] + style.attributes.themeWords
        legend += "\(letter) \(words.joined(separator: " "))\n"
      }
    }
    try expectGolden(legend + "\n" + shown.surface.styleGrid(letters), "theme-dark-\(depth)")
  }
}
