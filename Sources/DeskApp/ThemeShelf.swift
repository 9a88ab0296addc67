import Desk
package import DeskConfig
package import DeskUI
package import Terminal

/// The themes that can be chosen while the program runs, at the depth of colour of this terminal.
///
/// Files are read when they are asked for, by the main actor: they are small, and a person waits for the colours.
package struct ThemeShelf: Sendable {
  private let library: ThemeLibrary
  private let depth: ColorDepth

  package init(_ library: ThemeLibrary, depth: ColorDepth) {
    self.library = library
    self.depth = depth
  }

  func list() -> [ThemeChoice] {
    library.list().map { theme in
      let note = theme.name == ThemeLibrary.autoName ? "follows your terminal" : ""
      return ThemeChoice(name: theme.name, note: theme.file == nil ? note : "your own file")
    }
  }

  /// The default theme where there is none of this name; `problems` says so, and what is wrong in the file.
  package func load(_ name: String) -> (styles: Styles, problems: [String]) {
    let (theme, problems) = library.load(name)
    return (styles(of: theme), problems.map(\.description))
  }

  func styles(of theme: Theme) -> Styles {
    let byRole = Dictionary(
      uniqueKeysWithValues: ThemeRole.allCases.map { ($0.rawValue, theme.style($0, depth: depth)) })
    return Styles(byRole, hasColour: depth != .mono)
  }
}
