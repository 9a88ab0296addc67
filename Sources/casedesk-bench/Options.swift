/// The words of the command line.
struct Options {
  private(set) var isJSON = false
  /// Names of measurements; empty: all.
  private(set) var only: Set<String> = []
  /// The casedesk to measure; nil: the one beside this program.
  private(set) var program: String?
  /// Another casedesk, to compare with.
  private(set) var against: String?

  static let usage = "casedesk-bench [--json] [--only NAME]… [--program PATH] [--against PATH]"

  init(_ words: [String], known: [String]) throws(BenchProblem) {
    var rest = words.makeIterator()
    func value(of word: String) throws(BenchProblem) -> String {
      guard let value = rest.next() else { throw BenchProblem("\(word) takes a value: \(Self.usage)") }
      return value
    }
    while let word = rest.next() {
      switch word {
      case "--json": isJSON = true
      case "--only":
        let name = try value(of: word)
        guard known.contains(name) else {
          throw BenchProblem("There is no measurement \(name): take one of \(known.joined(separator: ", ")).")
        }
        only.insert(name)
      case "--program": program = try value(of: word)
      case "--against": against = try value(of: word)
      default: throw BenchProblem("\(word) is not known: \(Self.usage)")
      }
    }
  }
}
