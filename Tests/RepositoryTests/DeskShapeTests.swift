import Foundation
import Testing

/// The centre is made of models with owners: rules that keep it so.
struct DeskShapeTests {
  private static let files: [String] = {
    do { return try Repository.swiftFiles(in: "Sources/Desk") } catch { return [] }
  }()

  /// A type that owns more is two.
  @Test func noTypeHasMoreThanFifteenStoredProperties() throws {
    // Presentations and settings are lists of values without behaviour.
    let lists: Set<String> = ["DeskSettings", "ScreenPresentation"]
    var largest = (name: "", count: 0)
    for file in Self.files {
      for (name, count) in Self.storedProperties(in: try Repository.text(file)) where !lists.contains(name) {
        #expect(count <= 15, "\(name) in \(file) has \(count) stored properties")
        if count > largest.count { largest = (name, count) }
      }
    }
    #expect(largest.count > 8, "the rule finds the root: \(largest)")
  }

  /// By type, the `var` and `let` of its own that have no body.
  static func storedProperties(in text: String) -> [(name: String, count: Int)] {
    var open: [(name: String?, depth: Int, count: Int)] = []
    var found: [(name: String, count: Int)] = []
    var depth = 0
    for line in text.split(separator: "\n").map({ $0.drop { $0 == " " } }) where !line.hasPrefix("//") {
      let words = line.split(separator: " ").map(String.init)
      let kind = words.firstIndex { ["struct", "class", "enum", "extension", "actor", "protocol"].contains($0) }
      if let type = open.last, type.depth == depth, type.name != nil,
        let keyword = words.firstIndex(where: { $0 == "var" || $0 == "let" }), !words.contains("static"),
        words[..<keyword].allSatisfy({ ["private", "package", "fileprivate", "private(set)", "weak"].contains($0) }),
        !line.hasSuffix("{"), !(line.contains("{") && line.hasSuffix("}"))
      {
        open[open.count - 1].count += 1
      }
      let opened = line.count { $0 == "{" }
      let closed = line.count { $0 == "}" }
      if let kind, opened > closed, words.count > kind + 1, !words.contains("func") {
        let isType = words[kind] != "extension" && words[kind] != "protocol"
        let name = words[kind + 1].prefix { $0.isLetter || $0.isNumber }
        open.append((isType ? String(name) : nil, depth + 1, 0))
      }
      depth += opened - closed
      while let last = open.last, last.depth > depth {
        if let name = last.name { found.append((name, last.count)) }
        open.removeLast()
      }
    }
    return found
  }

  @Test func storedPropertiesAreCounted() {
    let text = """
      struct A {
        let one = 1
        private(set) var two: [Int] = []
        var three: Int { 3 }
        static let four = 4
        struct B {
          var five: Int
        }
        func six() {
          let seven = 7
        }
      }
      """
    let found = Self.storedProperties(in: text)
    #expect(found.map(\.name) == ["B", "A"] && found.map(\.count) == [1, 2])
  }

  /// A family of events, effects or writes that gets a case more does not compile until every place knows it.
  @Test func noFamilyIsSwitchedWithADefault() throws {
    let families = [
      "Event", "Effect", "PatientEvent", "WorklistEvent", "WritesEvent", "DraftsEvent", "DoorEvent", "RecordEvent",
      "TokenEvent",
      "AppearanceEvent", "PointerEvent", "ClientEvent", "ReadEffect", "WriteEffect", "StoreEffect", "RecordEffect",
      "TokenEffect", "TimerEffect", "ScreenEffect", "EndEffect", "CaseWrite", "WriteReceipt",
    ]
    let sources = try Self.files + Repository.swiftFiles(in: "Sources/DeskApp")
    var switches = 0
    for file in sources {
      let text = try Repository.text(file)
      for function in text.components(separatedBy: "\n  }\n") {
        let takes = families.contains { function.contains(": \($0))") || function.contains(": \($0),") }
        guard takes, function.contains("switch event") || function.contains("switch effect") else { continue }
        switches += 1
        let body = function.components(separatedBy: "switch ").dropFirst().joined()
        #expect(!body.contains("\n    default:"), "\(file): \(function.prefix(200))")
      }
    }
    #expect(switches >= 12, "the rule finds the runners and the desk: \(switches)")
  }

  /// Laws may only narrow, and stand together.
  @Test func theLawsAreShort() throws {
    let lines = try ["Desk.swift", "DeskLaws.swift"].map {
      try Repository.text("Sources/Desk/\($0)").split(separator: "\n", omittingEmptySubsequences: false).count
    }
    #expect(lines.reduce(0, +) < 500)
  }

  /// No file can make a write order but the one where writes begin, nor leave to act but the patient's.
  @Test func onlyOneFileCanMakeAWriteOrder() throws {
    for (type, owner) in [("WriteOrder", "Writes/Writes.swift"), ("ActingCase", "Patient/ActingCase.swift")] {
      let text = try Repository.text("Sources/Desk/\(owner)")
      let start = try #require(text.range(of: "struct \(type)"))
      let body = text[start.lowerBound...].prefix(600)
      #expect(body.contains("fileprivate init("), "\(type)")
    }
  }

  /// Keys can be remapped and lines have none, so that a sentence names a command. Ctrl-J and Alt-Enter type a line end and
  /// are no commands.
  @Test func noSentenceNamesAKey() throws {
    let keys = /\b(F1?[0-9]|Ctrl-[A-IK-Z]|Alt-[A-Z])\b/
    var literals = 0
    for file in Self.files {
      for line in try Repository.text(file).split(separator: "\n")
      where !line.drop(while: { $0 == " " }).hasPrefix("//") {
        for literal in line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        where literal.offset % 2 == 1 {
          literals += 1
          #expect(literal.element.firstMatch(of: keys) == nil, "\(file): \(literal.element)")
        }
      }
    }
    #expect(literals > 500, "the rule finds the sentences")
  }

  /// Models and the folders of their files. A form is held by its draft, whose state it is.
  private static let models = [
    "Lookup": ["Lookup", "Recents"], "Worklist": ["Worklist"], "Patient": ["Patient", "LookupRun", "ShownCase"],
    "Drafts": ["Drafts", "DraftKeeper"], "Screen": ["Screen", "Overlays", "NoticeBoard", "Appearance", "Ending"],
    "Writes": ["Writes", "RefillLinks"], "Door": ["Door", "Lock"], "Form": ["FormEditor"],
    "Actions": ["BundleChoice", "PickerFilters", "ProductNames"],
  ]

  /// Features meet in extensions of the root, which call methods; no model knows another.
  @Test func noModelNamesAnother() throws {
    let allowed: Set<String> = ["Drafts FormEditor"]
    var named: Set<String> = []
    for file in Self.files {
      let folder = file.split(separator: "/").dropFirst(2).first.map(String.init) ?? ""
      let text = Self.withoutTheRoot(try Repository.text(file))
      for (owner, types) in Self.models {
        for type in types where text.contains(try Regex("\\b\(type)\\b")) {
          if owner == folder { named.insert(type) }
          let isAllowed = owner == folder || Self.models[folder] == nil || allowed.contains("\(folder) \(type)")
          #expect(isAllowed, "\(file) names \(type) of \(owner)")
        }
      }
    }
    #expect(named == Set(Self.models.values.joined()), "the rule finds every model in its own folder")
  }

  /// Without comments, texts and the extensions of the root.
  private static func withoutTheRoot(_ text: String) -> String {
    var lines: [Substring] = []
    var isInRoot = false
    for line in text.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//") {
      if line.hasPrefix("extension Desk {") { isInRoot = true }
      if !isInRoot { lines.append(line) }
      if line == "}" { isInRoot = false }
    }
    return lines.joined(separator: "\n").replacing(/"(\\.|[^"\\])*"/, with: "\"\"")
  }

  /// Only a model changes its state: what another file could write is a model itself.
  @Test func modelsOwnTheirState() throws {
    let models = Set(Self.models.values.joined())
    var owned = 0
    for file in Self.files {
      var model: Substring?
      for line in try Repository.text(file).split(separator: "\n") {
        if let start = line.firstMatch(of: /^(?:package )?struct (\w+)/) {
          model = models.contains(String(start.1)) ? start.1 : nil
        }
        if line == "}" { model = nil }
        guard let model, let property = line.firstMatch(of: /^  ((?:[a-z()]+ )*)var (\w+)(: (\w+)| = (\w+)\()?/) else {
          continue
        }
        if line.hasSuffix("{") || line.contains("{ ") { continue }
        owned += 1
        let access = property.1
        let type = property.4 ?? property.5 ?? ""
        // The patient hands its case out for reading and takes it back whole; the form is one folder of its own.
        let isOwned = access.contains("private") || models.contains(String(type))
        #expect(isOwned || ["ShownCase", "FormEditor"].contains(model), "\(file): \(model).\(property.2)")
      }
    }
    #expect(owned > 40, "the rule finds the state: \(owned)")
  }
}
