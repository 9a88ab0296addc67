import Care360Sandbox
import Testing

/// One line of the command line's contract: words, what the service or the person does meanwhile, and how it ends.
///
/// In words, files and errors {folder} stands for a folder of the row's own and {url} for the sandbox's address.
struct ContractRow: Sendable, CustomTestStringConvertible {
  /// What the program answers.
  enum Answer: Sendable {
    /// `{"ok":true,"result":{…}}` with these keys.
    case result([String])
    /// `{"ok":false,"error":{…}}`: the error's members as text, to the letter.
    case error(String)
    /// The same, of which the sentence is the system's or too long to be repeated here.
    case kind(String)
    /// What was looked at, and that not all of it is well: `ok`, `result` with these keys and an error of this kind.
    case faulty([String], kind: String)
    /// An object a line, in order: each `ok` or not.
    case lines([Bool])
    /// Without --json: this is in what it prints.
    case text(String)
    /// Without --json: nothing is printed, and this is in what it says.
    case talk(String)
  }

  /// After the program's name. `--json` is added where the answer is an object.
  let words: [String]
  var faults: [String] = []
  var input = ""
  /// Files of mode 0600, by name.
  var files: [String: String] = [:]
  /// Cases, a refill link and a draft are in the local store.
  var hasStore = false
  /// The operator is the first member of a team, whose store is in {folder}/team.
  var hasTeam = false
  /// Sent once this many requests have reached the sandbox or, with 0, once the program has said something.
  var signal: (number: Int32, afterRequests: Int)?
  let code: Int32
  let answer: Answer
  /// How many writes reach the service; nil: of no interest.
  var writes: Int? = 0
  /// Whether nothing at all reaches it.
  var isOffline = false

  /// The address and a key; with a token as well.
  static let key = ["--base-url", "{url}", "--api-key-file", "{folder}/key"]
  static let keys = key + ["--token-file", "{folder}/token"]
  /// A profile whose store a command opens; its service is never asked.
  static let clinic = ["--config", "{folder}/clinic.toml", "--profile", "clinic"]

  var testDescription: String {
    "\(code): \(words.joined(separator: " ")) \(faults.joined(separator: " "))"
  }
}

extension ContractRow {
  /// The whole contract, in the order of the exit codes' table within each command.
  static let all =
    lookup + promo + appointments + worklist + refill + bundle + products + productClosing + caseStatus + escalation
    + patient + newCase + communication + store + team + local + usage

  /// Exit codes of the table, signals aside.
  static let codes: Set<Int32> = [0, 1, 3, 4, 5, 6, 7, 8, 9, 64]
}
