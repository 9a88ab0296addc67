import Foundation
import Terminal
import TestSupport
import Testing
import Themes

@testable import DeskConfig

struct ThemeTests {
  private static let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../themes").standardizedFileURL.path

  private func theme(_ text: String) throws -> (theme: Theme, problems: [ConfigProblem]) {
    try ThemeFile(text, file: "own.toml").theme(name: "own")
  }

  @Test func theListNamesTheFilesOfTheFolderWithTheirContents() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.source).filter { $0.hasSuffix(".toml") }
    #expect(Set(files) == Set(Themes.all.map { $0.name + ".toml" }))
    for (name, toml) in Themes.all {
      #expect(FileManager.default.contents(atPath: "\(Self.source)/\(name).toml") == Data(toml), "\(name)")
    }
  }

  @Test(arguments: ThemeLibrary.builtInNames)
  func everyThemeLoadsWithoutAProblemAndFillsEveryRole(name: String) {
    let (theme, problems) = ThemeLibrary(directory: nil).load(name)
    #expect(problems.map(\.description) == [])
    #expect(theme.name == name)
    #expect(Set(theme.entries.keys) == Set(ThemeRole.allCases))
  }

  @Test(arguments: ThemeLibrary.builtInNames)
  func everyThemeReadsWellWhereItNamesItsColours(name: String) {
    #expect(ThemeLibrary(directory: nil).load(name).0.findings().map(\.sentence) == [])
  }

  @Test(arguments: ["dark", "light", "high-contrast", "colour-blind-safe"])
  func theContrastCheckLooksAtTheTextRoles(name: String) throws {
    let theme = ThemeLibrary(directory: nil).load(name).0
    for role in [ThemeRole.text, .muted, .error, .warning, .success, .phi] {
      let style = theme.style(role, depth: .trueColor)
      let ratio = try #require(Contrast.ratio(style.foreground, style.background))
      #expect(ratio >= 4.5, "\(role.rawValue)")
      let ground = theme.style(.surface, depth: .trueColor).background
      let onSurface = try #require(Contrast.ratio(style.foreground, ground))
      #expect(onSurface >= 4.5, "\(role.rawValue) on surface")
    }
  }

  @Test func contrastIsWCAGs() throws {
    let most = try #require(Contrast.ratio(.rgb(0, 0, 0), .rgb(255, 255, 255)))
    #expect(abs(most - 21) < 0.001)
    let grey = try #require(Contrast.ratio(.rgb(119, 119, 119), .rgb(255, 255, 255)))
    #expect(abs(grey - 4.478) < 0.001)
    #expect(Contrast.ratio(.standard, .rgb(0, 0, 0)) == nil)
  }

  @Test(arguments: ThemeLibrary.builtInNames)
  func monoHasNoColourAndTellsTheImportantRolesApart(name: String) {
    let theme = ThemeLibrary(directory: nil).load(name).0
    var seen: [Attributes] = [theme.style(.text, depth: .mono).attributes]
    for role in [ThemeRole.selection, .focus, .error, .envProduction] {
      let style = theme.style(role, depth: .mono)
      #expect(style.foreground == .standard && style.background == .standard)
      #expect(!seen.contains(style.attributes), "\(role.rawValue)")
      seen.append(style.attributes)
    }
    #expect(theme.style(.selection, depth: .mono).attributes.contains(.reverse))
    #expect(theme.style(.envProduction, depth: .mono).attributes.isSuperset(of: [.bold, .reverse]))
  }

  @Test(arguments: ThemeLibrary.builtInNames, ColorDepth.allCases)
  func noDepthHidesTextInItsOwnBackground(name: String, depth: ColorDepth) {
    let theme = ThemeLibrary(directory: nil).load(name).0
    for role in ThemeRole.allCases {
      let style = theme.style(role, depth: depth)
      #expect(style.foreground == .standard || style.foreground != style.background, "\(role.rawValue)")
      if depth == .indexed256 || depth == .ansi16 {
        for color in [style.foreground, style.background] {
          if case .rgb = color { Issue.record("\(role.rawValue) is not indexed") }
          if depth == .ansi16, case .indexed(let index) = color { #expect(index < 16) }
        }
      }
    }
  }

  @Test(arguments: [("#000000", "#1a1a1a", 15), ("#ffffff", "#fafafa", 0)])
  func coloursThatFallOnOneOfSixteenStayLegible(ground: String, text: String, expected: UInt8) throws {
    let own = try theme("inherits = \"dark\"\nbackground = \"\(ground)\"\ntext = \"\(text)\"").theme
    let style = own.style(.text, depth: .ansi16)
    #expect(style.foreground == .indexed(expected))
    #expect(style.background != style.foreground)
  }

  @Test func everyFormOfAValueIsTaken() throws {
    let (theme, problems) = try theme(
      """
      inherits = "dark"
      text = "#0a0B0c"
      muted = "bright-blue"
      accent = 200
      label = "default"
      border = "white"
      selection-background = "red"
      error-attributes = ["bold", "italic", "dim", "underline", "reverse"]
      """)
    #expect(problems.map(\.description) == [])
    #expect(theme.style(.text, depth: .trueColor).foreground == .rgb(10, 11, 12))
    #expect(theme.style(.muted, depth: .trueColor).foreground == .indexed(12))
    #expect(theme.style(.accent, depth: .trueColor).foreground == .indexed(200))
    #expect(theme.style(.label, depth: .trueColor).foreground == .standard)
    #expect(theme.style(.border, depth: .trueColor).foreground == .indexed(7))
    #expect(theme.style(.selection, depth: .trueColor).background == .indexed(1))
    #expect(theme.style(.error, depth: .trueColor).attributes == [.bold, .italic, .dim, .underline, .reverse])
  }

  @Test func whatIsNotOverriddenIsInherited() throws {
    let dark = ThemeLibrary(directory: nil).load("dark").0
    let own = try theme("inherits = \"dark\"\ntext = \"#ffffff\"").theme
    #expect(own.style(.selection, depth: .trueColor) == dark.style(.selection, depth: .trueColor))
    #expect(own.style(.text, depth: .trueColor).foreground == .rgb(255, 255, 255))
    #expect(own.style(.text, depth: .trueColor).background == dark.style(.background, depth: .trueColor).background)
  }

  @Test func everythingWrongIsToldWithItsLine() throws {
    let problems = try theme(
      """
      inherits = "none"
      text = "#12345"
      muted = 256
      accent = "pink"
      txet = "red"
      background-attributes = "bold"
      background-background = "red"
      error-attributes = ["blink"]
      """
    ).problems
    let named = problems.filter { $0.line != nil }.map { "\($0.line ?? 0) \($0.key)" }
    #expect(
      named == [
        "1 inherits", "2 text", "3 muted", "4 accent", "5 txet", "6 background-attributes", "7 background-background",
        "8 error-attributes",
      ])
    #expect(problems.filter(\.isSecurity).isEmpty)
  }

  @Test func withoutABaseEachMissingRoleIsTold() throws {
    let problems = try theme("text = \"red\"").problems
    #expect(Set(problems.map(\.key)) == Set(ThemeRole.allCases.map(\.rawValue)).subtracting(["text"]))
  }

  @Test func anOwnFileWinsByNameAndMayInheritFromItsNamesake() throws {
    let folder = try TestFolder()
    _ = try folder.file("dark.toml", "inherits = \"dark\"\ntext = \"#ffffff\"")
    _ = try folder.file("own.toml", "inherits = \"light\"")
    let library = ThemeLibrary(directory: folder.path)
    #expect(library.names() == ["auto"] + ThemeLibrary.builtInNames + ["own"])
    let (theme, problems) = library.load("dark")
    #expect(problems.map(\.description) == [])
    #expect(theme.style(.text, depth: .trueColor).foreground == .rgb(255, 255, 255))
  }

  @Test func autoIsDarkUntilTheTerminalSaysOtherwiseAndItsNameIsTaken() throws {
    #expect(ThemeLibrary(directory: nil).load("auto").0 == ThemeLibrary(directory: nil).load("dark").0)
    #expect(ThemeLibrary(directory: nil).takenName == nil)
    let folder = try TestFolder()
    _ = try folder.file("dark.toml", "inherits = \"dark\"\ntext = \"#ffffff\"")
    let library = ThemeLibrary(directory: folder.path)
    #expect(library.takenName == nil)
    #expect(library.load("auto").0.style(.text, depth: .trueColor).foreground == .rgb(255, 255, 255))
    _ = try folder.file("auto.toml", "inherits = \"mono\"")
    #expect(library.list().first == ThemeLibrary.Listed(name: "auto", file: nil))
    #expect(library.names().count { $0 == "auto" } == 1)
    #expect(library.load("auto").0 == library.load("dark").0)
    #expect(library.takenName?.sentence.hasPrefix("The name auto is taken") == true)
    #expect(Set(ThemeLibrary.autoNames).isSubset(of: ThemeLibrary.builtInNames))
  }

  @Test(arguments: ["none", "../dark", "", "a/b", "\u{1B}[2J"])
  func anUnknownThemeGivesTheDefaultAndOneProblem(name: String) throws {
    let (theme, problems) = ThemeLibrary(directory: try TestFolder().path).load(name)
    #expect(theme == ThemeLibrary(directory: nil).load("dark").0)
    #expect(problems.count == 1)
    #expect(problems.first?.isSecurity == false)
  }

  @Test func aFileThatCannotBeParsedGivesTheDefaultAndItsPlace() throws {
    let folder = try TestFolder()
    _ = try folder.file("own.toml", "text = \"red\"\nmuted = \n")
    let (theme, problems) = ThemeLibrary(directory: folder.path).load("own")
    #expect(theme.name == "dark")
    #expect(problems.map(\.line) == [2])
    #expect(problems.first?.isSecurity == false)
  }
}
