import Foundation
import Terminal
import TestSupport
import Testing

@testable import DeskConfig

struct ThemeCheckTests {
  private func findings(_ text: String) throws -> [String] {
    let (theme, problems) = try ThemeFile("inherits = \"dark\"\n" + text, file: "own.toml").theme(name: "own")
    #expect(problems.map(\.description) == [])
    return theme.findings().map(\.sentence)
  }

  @Test func textThatIsHardToReadIsToldForEveryGroundItStandsOn() throws {
    #expect(
      try findings("muted = \"#202830\"") == [
        "muted on background has a contrast of 1.2; AA requires 4.5",
        "muted on surface has a contrast of 1.0; AA requires 4.5",
      ])
  }

  @Test func aRoleWithABackgroundOfItsOwnIsJudgedOnThatAlone() throws {
    #expect(
      try findings("error = \"#000000\"\nerror-background = \"#000080\"") == [
        "error on its background has a contrast of 1.3; AA requires 4.5"
      ])
    #expect(try findings("error = \"#000000\"\nerror-background = \"#ff8f8f\"") == [])
  }

  /// Where the selection keeps the colour of the text, every role can stand on its bar.
  @Test func aSelectionThatKeepsColoursIsJudgedWithEachOfThem() throws {
    let found = try findings("selection = \"default\"\nselection-background = \"#7cc4ff\"")
    #expect(found.contains("accent on selection has a contrast of 1.0; AA requires 4.5"))
    #expect(found.contains { $0.hasPrefix("text on selection") })
  }

  /// The nearest of 256 colours is lighter than the theme's own.
  @Test func whatIsLostIn256ColoursIsTold() throws {
    let found = try findings("background = \"#ecede6\"\nsurface = \"#ecede6\"\nfocus = \"#a03c00\"")
    #expect(found.contains("focus on background has a contrast of 4.0 in 256 colours; AA requires 4.5"), "\(found)")
  }

  @Test func productionThatLooksLikeTheSandboxIsTold() throws {
    let found = try findings(
      """
      env-production = "#10151c"
      env-production-background = "#7ddc8b"
      env-production-attributes = []
      """)
    for depth in ["16 colours", "256 colours", "full colour"] {
      #expect(found.contains("env-production looks like env-sandbox in \(depth)"))
    }
    #expect(!found.contains { $0.hasSuffix("mono") }, "attributes tell it there")
  }

  @Test(arguments: [
    ("env-production = \"default\"\nenv-production-background = \"default\"\nenv-production-attributes = []", "3"),
    ("env-production-background = \"#10151c\"", "2"),
    ("env-production-background = \"#1b2430\"", "2"),
    // The nearest of 16 colours is the ground's.
    ("env-production-background = \"#12171f\"", "2"),
  ])
  func productionThatDoesNotStandOutIsRefusedAndReversed(_ text: String, _ line: String) throws {
    let file = try ThemeFile("inherits = \"dark\"\n" + text, file: "own.toml")
    let (theme, problems) = file.theme(name: "own")
    #expect(
      problems.map(\.description) == [
        "own.toml:\(line):1: env-production-background: Production would not stand out, so it is reversed: give "
          + "env-production-background a colour that differs from background and surface, or write \"reverse\" in "
          + "env-production-attributes."
      ])
    for depth in ColorDepth.allCases {
      #expect(theme.style(.envProduction, depth: depth).attributes.contains(.reverse))
    }
  }

  @Test(arguments: ["env-production-background = \"#b3202c\"", "env-production-attributes = [\"reverse\"]"])
  func productionThatStandsOutIsTaken(_ text: String) throws { #expect(try findings(text) == []) }

  @Test(arguments: ThemeLibrary.builtInNames) func productionStandsOutInEveryThemeOfOurs(_ name: String) {
    #expect(ThemeLibrary(directory: nil).load(name).1 == [])
    #expect(ThemeLibrary(directory: nil).load(name).0.showsProduction)
  }

  @Test func coloursThatOnlyTheTerminalKnowsAreNotJudged() throws {
    #expect(try findings("text = \"default\"\nmuted = \"default\"") == [])
  }

  /// Machado, Oliveira and Fernandes (2009): how a person without the middle cones sees linear red, green and blue.
  @Test func colourBlindSafeKeepsStatesApartForDeuteranopia() {
    let theme = ThemeLibrary(directory: nil).load("colour-blind-safe").0
    let states: [ThemeRole] = [.success, .warning, .error, .stale]
    for (index, one) in states.enumerated() {
      for other in states.dropFirst(index + 1) {
        let apart = distance(seen(theme, one), seen(theme, other))
        #expect(apart > 0.12, "\(one.rawValue) and \(other.rawValue): \(apart)")
      }
    }
    let grounds = [ThemeRole.envProduction, .envSandbox, .envOther].map {
      deuteranopia(theme.style($0, depth: .trueColor).background)
    }
    #expect(distance(grounds[0], grounds[1]) > 0.12)
    #expect(distance(grounds[0], grounds[2]) > 0.12)
  }

  private func seen(_ theme: Theme, _ role: ThemeRole) -> [Double] {
    deuteranopia(theme.style(role, depth: .trueColor).foreground)
  }

  private func deuteranopia(_ color: Color) -> [Double] {
    guard let (red, green, blue) = color.components else { return [0, 0, 0] }
    let linear = [red, green, blue].map { pow(Double($0) / 255, 2.2) }
    let rows = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    return rows.map { row in pow(max(0, zip(row, linear).reduce(0) { $0 + $1.0 * $1.1 }), 1 / 2.2) }
  }

  private func distance(_ one: [Double], _ other: [Double]) -> Double {
    zip(one, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  /// What each theme gives each role at each depth of colour.
  @Test(arguments: ThemeLibrary.builtInNames)
  func whatEveryThemeSends(name: String) throws {
    let theme = ThemeLibrary(directory: nil).load(name).0
    var text = ""
    for depth in ColorDepth.allCases.reversed() {
      text += depth.words + "\n"
      for role in ThemeRole.allCases {
        let style = theme.style(role, depth: depth)
        let words = [style.foreground.themeText, "on", style.background.themeText] + style.attributes.themeWords
        text += "  \(role.rawValue): \(words.joined(separator: " "))\n"
      }
    }
    if let problem = try Golden.problem(text, "theme-\(name)", beside: #filePath) { Issue.record("\(problem)") }
  }
}
