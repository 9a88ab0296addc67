import Terminal

/// A theme file: `role = colour`, `role-background = colour`, `role-attributes = [words]`, and `inherits = "name"`.
package struct ThemeFile {
  private let document: TOMLDocument
  private static let inherits = "inherits"

  package init(_ text: String, file: String) throws(ConfigProblem) {
    document = try TOMLDocument(text, file: file, isSecurity: false)
  }

  /// - Parameter ancestors: built-in themes that led here, so that none inherits from itself.
  package func theme(name: String, ancestors: [String] = []) -> (Theme, [ConfigProblem]) {
    let collector = ProblemCollector(document)
    var entries = inherited(collector, ancestors)
    let inherits = document.root[Self.inherits] != nil
    for role in ThemeRole.allCases {
      var entry = entries[role] ?? Theme.Entry()
      if let color = color(role.rawValue, collector) {
        entry.color = color
      } else if !inherits, document.root[role.rawValue] == nil {
        report(collector, role.rawValue, "This role is missing; the terminal's own colour is used.")
      }
      if role.hasBackground, let color = color(role.backgroundKey, collector) { entry.background = color }
      if let attributes = attributes(role.attributesKey, collector) { entry.attributes = attributes }
      entries[role] = entry
    }
    refuseUnknown(collector)
    let theme = Theme(name: name, entries: entries)
    guard !theme.showsProduction else { return (theme, collector.sorted) }
    reportQuietProduction(collector)
    entries[.envProduction, default: Theme.Entry()].attributes.insert([.bold, .reverse])
    return (Theme(name: name, entries: entries), collector.sorted)
  }

  /// Reports a production style that does not stand out, at its cause. A missing role is reported already.
  private func reportQuietProduction(_ collector: ProblemCollector) {
    let role = ThemeRole.envProduction
    let keys =
      [role.backgroundKey, role.attributesKey, role.rawValue] + [ThemeRole.background, .surface].map(\.rawValue)
    guard let key = keys.first(where: { document.root[$0] != nil }) else { return }
    report(
      collector, key,
      "Production would not stand out, so it is reversed: give \(role.backgroundKey) a colour that differs from background and "
        + "surface, or write \"reverse\" in \(role.attributesKey).")
  }

  private func inherited(_ collector: ProblemCollector, _ ancestors: [String]) -> [ThemeRole: Theme.Entry] {
    guard let node = document.root[Self.inherits] else { return [:] }
    guard case .text(let base) = node.value, !ancestors.contains(base), let found = ThemeLibrary.builtInFile(base)
    else {
      let names = ThemeLibrary.builtInNames.joined(separator: ", ")
      report(collector, Self.inherits, "It must be one of the themes that come with the program: \(names).")
      return [:]
    }
    return found.theme(name: base, ancestors: ancestors + [base]).0.entries
  }

  private func color(_ key: String, _ collector: ProblemCollector) -> Color? {
    guard let node = document.root[key] else { return nil }
    if let color = Color(themeValue: node.value) { return color }
    report(collector, key, "A colour is \"#rrggbb\", a name such as \"bright-blue\", 0 to 255, or \"default\".")
    return nil
  }

  private func attributes(_ key: String, _ collector: ProblemCollector) -> Attributes? {
    guard let node = document.root[key] else { return nil }
    guard case .list(let words) = node.value else {
      report(collector, key, "Attributes are a list, such as [\"bold\", \"reverse\"].")
      return nil
    }
    var attributes: Attributes = []
    for word in words {
      guard case .text(let text) = word.value, let attribute = Attributes(themeWord: text) else {
        report(collector, key, "An attribute is bold, dim, italic, underline or reverse.")
        continue
      }
      attributes.insert(attribute)
    }
    return attributes
  }

  private func refuseUnknown(_ collector: ProblemCollector) {
    var known = [Self.inherits]
    for role in ThemeRole.allCases {
      known += [role.rawValue, role.attributesKey]
      if role.hasBackground { known.append(role.backgroundKey) }
    }
    for key in document.root.keys where !known.contains(key) {
      report(collector, key, "There is no such role; it is ignored.")
    }
  }

  private func report(_ collector: ProblemCollector, _ key: String, _ sentence: String) {
    collector.report([], key, sentence, isSecurity: false)
  }
}

extension ThemeRole {
  /// `background` and `surface` are backgrounds themselves.
  var hasBackground: Bool { self != .background && self != .surface }
  var backgroundKey: String { rawValue + "-background" }
  var attributesKey: String { rawValue + "-attributes" }
}
