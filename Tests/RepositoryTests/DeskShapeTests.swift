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
      "Event", "Effect", "PatientEvent", "WritesEvent", "DraftsEvent", "DoorEvent", "RecordEvent", "TokenEvent",
      "LooksEvent", "PointerEvent", "ClientEvent", "ReadEffect", "WriteEffect", "StoreEffect", "RecordEffect",
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
}
