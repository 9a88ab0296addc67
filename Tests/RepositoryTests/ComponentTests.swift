import Foundation
import Testing

@testable import Packaging

/// The list of what the program is made of is true: held against the checkouts, the link list, the tool chain and the machine.
struct ComponentTests {
  private static let checkouts = Repository.root.path + "/.build/checkouts"
  /// The files that the linker was given for the program next to these tests.
  private static let linkList =
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().path + "/casedesk.product/Objects.LinkFileList"
  /// The folder that the tool chain is installed in, where `swift` stands in it itself.
  private static let toolChain =
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { URL(fileURLWithPath: "\($0)/swift") }.first { FileManager.default.isExecutableFile(atPath: $0.path) }
    .map { $0.resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent().path } ?? ""

  /// Words that the text of a licence has, any of them, and words that another licence with the same text has besides.
  private static let licences: [String: (any: [String], none: [String])] = [
    "Apache-2.0": (
      ["Apache License Version 2.0, January 2004", "Licensed under the Apache License, Version 2.0"],
      ["Runtime Library Exception"]
    ),
    "Apache-2.0 WITH Swift-exception": (["Runtime Library Exception to the Apache 2.0 License"], []),
    "GPL-3.0-or-later WITH GCC-exception-3.1": (["GCC RUNTIME LIBRARY EXCEPTION Version 3.1"], []),
    "ISC": (["Permission to use, copy, modify, and/or distribute this software for any purpose"], []),
    "LGPL-2.1-or-later": (
      ["Lesser General Public License as published by the Free Software Foundation; either version 2.1"], []
    ),
    "MIT": (
      ["Permission is hereby granted, free of charge"],
      ["distribute with modifications", "this software for any purpose with or without fee"]
    ),
    "Unicode-3.0": (["http://www.unicode.org/copyright.html"], []),
    "X11-distribute-modifications-variant": (["distribute with modifications"], []),
    "Zlib": (["This software is provided 'as-is', without any express or implied warranty"], []),
    "blessing": (["public domain by the sqlite3 contributors"], []),
  ]

  /// Files with the text of a component's licence; of a package and of a library one is enough.
  private static func licenceFiles(of component: Component) -> [String] {
    switch component.kind {
    case .linked, .unlinked:
      let folder = checkouts + "/" + (component.name.split(separator: "/").last ?? "")
      return ["LICENSE.txt", "LICENSE"].map { "\(folder)/\($0)" }
    case .library: return ["/usr/share/doc/\(component.name)/copyright"]
    case .compiler: return ["/usr/share/doc/libgcc-s1/copyright"]
    case .source:
      return switch component.name {
      case "boringssl": ["\(checkouts)/swift-nio-ssl/Sources/CNIOBoringSSL/ssl/ssl_lib.cc"]
      case "icu": ["\(toolChain)/lib/swift_static/_foundation_unicode/uvernum.h"]
      case "llhttp": ["\(checkouts)/swift-nio/Sources/CNIOLLHTTP/LICENSE"]
      case "swift": ["\(toolChain)/share/swift/LICENSE.txt", "\(toolChain)/share/doc/swift/LICENSE.txt"]
      default: []
      }
    }
  }

  private static func text(_ path: String) throws -> String? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }

  @Test(arguments: try Component.all()) func theLicenceIsThatOfTheSources(component: Component) throws {
    let files = Self.licenceFiles(of: component)
    #expect(!files.isEmpty, "\(component.name): which file has its licence?")
    // Of several licences the first is that of most files.
    let licence = try #require(component.licence.components(separatedBy: " AND ").first)
    let words = try #require(Self.licences[licence], "\(component.name): no words of \(licence) are known here")
    let texts = try files.compactMap { try Self.text($0) }
    // The checkouts are there wherever this was built; documentation and tool chain may lie elsewhere.
    if component.kind == .linked || component.kind == .unlinked { #expect(texts.count == 1, "\(files)") }
    for text in texts {
      // A line of a Debian copyright begins with a space.
      let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.any.contains { text.contains($0) }, "\(component.name) is not under \(licence)")
      #expect(!words.none.contains { text.contains($0) }, "\(component.name) is not under \(licence) alone")
    }
  }

  /// Objects are in folders `MODULE.build`; a module's sources lie in a folder of that name.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: linkList), "there is no list of what was linked"))
  func thePackagesInTheProgramAreThoseThatWereLinked() throws {
    let modules = Set(
      try #require(try Self.text(Self.linkList)).split(separator: "\n").compactMap { line in
        line.split(separator: "/").last { $0.hasSuffix(".build") && $0 != ".build" }?.dropLast(6)
      }.map(String.init))
    #expect(modules.count > 50)
    for component in try Component.all() where component.kind == .linked || component.kind == .unlinked {
      let folder = Self.checkouts + "/" + (component.name.split(separator: "/").last ?? "")
      let places = [folder, folder + "/Sources"].filter { FileManager.default.fileExists(atPath: $0) }
      let folders = try places.flatMap { try FileManager.default.contentsOfDirectory(atPath: $0) }
      let isLinked = !modules.isDisjoint(with: folders)
      #expect(isLinked == (component.kind == .linked), "\(component.name)")
    }
  }

  @Test func theLibrariesAreThoseThatTheDebianPackageNeeds() throws {
    let needed = ControlFile.depends.map { $0.split(separator: " ").first.map(String.init) }
    #expect(try Component.all().filter { $0.kind == .library }.map(\.name) == needed)
  }

  @Test func theVersionsOfSourcesAreTheirOwn() throws {
    let sources = try Component.all().filter { $0.kind == .source }
    let versions = Dictionary(uniqueKeysWithValues: sources.map { ($0.name, $0.version ?? "") })
    #expect(versions.keys.sorted() == ["boringssl", "icu", "llhttp", "swift"])
    let revision = try Self.text("\(Self.checkouts)/swift-nio-ssl/Sources/CNIOBoringSSL/hash.txt")
    #expect(revision?.split(whereSeparator: \.isWhitespace).last.map(String.init) == versions["boringssl"])
    let parser = try #require(try Self.text("\(Self.checkouts)/swift-nio/Sources/CNIOLLHTTP/include/c_nio_llhttp.h"))
    let numbers = parser.matches(of: /#define LLHTTP_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)/).map { String($0.1) }
    #expect(numbers.joined(separator: ".") == versions["llhttp"])
    if let unicode = try Self.text("\(Self.toolChain)/lib/swift_static/_foundation_unicode/uvernum.h") {
      let version = unicode.firstMatch(of: /#define U_ICU_VERSION "([^"]+)"/).map { String($0.1) }
      #expect(version == versions["icu"])
    }
    #if compiler(>=6.4) || !compiler(>=6.3)
      #expect(versions["swift"] != "6.3", "this tool chain is of another version")
    #else
      #expect(versions["swift"] == "6.3")
    #endif
  }

  @Test(arguments: [
    "| a/b | 1.0 | MIT | Outside of every table. |", "### Packages in the program\n| a/b | | MIT | No version. |",
    "### Packages in the program\n| a/b | 1.0 | | No licence. |", "### Packages in the program\n| a/b | 1.0 | MIT | |",
    "### Packages in the program\n| a/b | 1.0 | MIT |",
    "### Libraries of the machine\n| libx | 1.0 | MIT | A version. |",
    "### Libraries of the machine\n### Another\n| libx | | MIT | In no table. |",
  ])
  func aRowThatIsNoComponentIsTold(text: String) throws {
    let problem = #expect(throws: PackageProblem.self) { try Component.all(in: text) }
    let row = text.split(separator: "\n").last ?? ""
    #expect(problem?.sentence == "This row of Sources/Packaging/README.md is no component: \(row)")
  }
}
