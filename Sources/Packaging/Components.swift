/// One part of the program: a row of the tables in this folder's README.md.
struct Component: Hashable, Sendable {
  /// The table that a row stands in, by its heading.
  enum Kind: String, CaseIterable, Sendable {
    /// A Swift package whose objects are in the program; its name is that of its repository: `apple/swift-log`.
    case linked = "Packages in the program"
    /// A Swift package that is resolved because another names it, and from which nothing is in the program.
    case unlinked = "Packages that are resolved, not linked"
    /// C, C++ and Swift sources that come with a package or with the tool chain.
    case source = "Sources that come with a package or with Swift"
    /// A library of the C++ compiler, which is in the program. Its version is that of the machine that built it.
    case compiler = "Libraries of the compiler"
    /// A library that the program loads, by its Debian package. Its version is that of the machine.
    case library = "Libraries of the machine"
  }

  let kind: Kind
  let name: String
  /// Nil for a library of a machine.
  let version: String?
  /// An SPDX expression.
  let licence: String
  let reason: String

  /// All rows of all tables, in their order.
  /// - Throws: `PackageProblem` for a row that is not `| name | version | licence | reason |` under one of the headings.
  static func all(in text: String) throws -> [Component] {
    var kind: Kind?
    var found: [Component] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("#") { kind = Kind(rawValue: String(line.drop { $0 == "#" || $0 == " " })) }
      guard line.hasPrefix("|"), !line.hasPrefix("|---"), !line.hasPrefix("| Component |") else { continue }
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { cell in
        cell.split(separator: " ").joined(separator: " ")
      }
      guard let kind, cells.count == 6, let version = Self.version(cells[2], of: kind),
        !cells[1].isEmpty, !cells[3].isEmpty, !cells[4].isEmpty
      else { throw PackageProblem(sentence: "This row of Sources/Packaging/README.md is no component: \(line)") }
      found.append(Component(kind: kind, name: cells[1], version: version, licence: cells[3], reason: cells[4]))
    }
    return found
  }

  /// Those that this program was built with.
  static func all() throws -> [Component] {
    try all(in: String(decoding: PackageResources.README_md, as: UTF8.self))
  }

  /// `.some(nil)` where the kind has no version; nil where the cell does not fit the kind.
  private static func version(_ cell: String, of kind: Kind) -> String?? {
    switch kind {
    case .linked, .unlinked, .source: cell.isEmpty ? nil : .some(cell)
    case .compiler, .library: cell.isEmpty ? .some(nil) : nil
    }
  }

  /// A package URL, as https://github.com/package-url/purl-spec has it.
  var url: String {
    let name = self.name.replacing("+", with: "%2B")
    let version = self.version.map { "@\($0)" } ?? ""
    return switch kind {
    case .linked, .unlinked: "pkg:swift/github.com/\(name)\(version)"
    case .source, .compiler: "pkg:generic/\(name)\(version)"
    case .library: "pkg:deb/debian/\(name)\(version)"
    }
  }
}
