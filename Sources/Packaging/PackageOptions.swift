import Foundation

/// The reason why there is no package, as a sentence that says what to do.
struct PackageProblem: Error, Hashable {
  let sentence: String
  var isUsage = false
}

/// The words of the command line.
struct PackageOptions {
  private(set) var output = "."
  /// Packs what is not fit for installation too, and says so in the version.
  private(set) var isTrial = false
  private(set) var maintainer = "CaseDesk <casedesk@example.org>"

  init(_ words: [String]) throws {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--trial" {
        isTrial = true
        continue
      }
      guard let value = rest.popFirst() else { throw Self.usage }
      switch word {
      case "--output": output = value
      case "--maintainer":
        guard value.wholeMatch(of: /[^\n<>]+ <[^\s<>@]+@[^\s<>@]+>/) != nil else { throw Self.usage }
        maintainer = value
      default: throw Self.usage
      }
    }
  }

  private static let usage = PackageProblem(
    sentence: "usage: casedesk-package [--output FOLDER] [--maintainer \"NAME <ADDRESS>\"] [--trial]", isUsage: true)
}
