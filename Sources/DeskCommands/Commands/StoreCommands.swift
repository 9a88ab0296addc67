import ArgumentParser
import Care360
import CaseStore
import Credentials
import Desk
import FoundationEssentials
import Glibc
import PrivateIO
import Sealing

/// `casedesk store …`: the site's way to drafts whose operator has gone.
struct StoreGroup: DeskCommand {
  static let words = "store"
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "Make the site's recovery key, and read the drafts of an operator who left.",
    subcommands: [StoreRecoveryKey.self, StoreRecover.self])

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    throw .usage("Say what: casedesk store recovery-key FILE, or casedesk store recover FOLDER --key FILE.")
  }
}

/// Makes the pair of keys.
struct StoreRecoveryKey: DeskCommand {
  static let words = "store recovery-key"
  static let configuration = CommandConfiguration(
    commandName: "recovery-key", abstract: "Make the site's recovery key: the secret half goes into a new file.",
    discussion: """
      Make it on another machine than those of the coordinators, and keep the file off them: whoever has it and a copy of \
      an operator's store can read the drafts and follow-ups in there. The line that is printed goes into the site policy; \
      from then on each store is made readable when it is next opened.

      EXAMPLES:
        casedesk store recovery-key recovery.key
      """)

  @Argument(help: ArgumentHelp("The file to make; one of this name stays as it is.", valueName: "file"))
  var path: String

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    var text: [UInt8]
    let publicKey: String
    do throws(SealingProblem) {
      let pair = try BoxKeyPair.random()
      var secret = try pair.secretKey.copy()
      defer { secret.wipe() }
      text = secret.hexDigits + [UInt8(ascii: "\n")]
      publicKey = pair.publicKey.hex
    } catch {
      throw .failed("There is no memory for the key, or no source of random numbers.")
    }
    defer { text.wipe() }
    do throws(IOFailure) {
      try PrivateFile.create(path, with: text)
    } catch {
      throw .failed(
        error == .system(EEXIST)
          ? "The file \(path) is there already, and a recovery key in it could not be made again: choose another name."
          : "The file \(path) cannot be written.")
    }
    return .result(
      .object([("recoveryPublicKey", .string(publicKey)), ("file", .string(path))]),
      lines: ["recovery_public_key = \"\(publicKey)\""])
  }
}

/// Reads the drafts and follow-ups in a copy of a store.
struct StoreRecover: DeskCommand {
  static let words = "store recover"
  static let configuration = CommandConfiguration(
    commandName: "recover", abstract: "List the drafts and follow-ups in a copy of a store.",
    discussion: """
      Copy the operator's store, a folder below stores in the data folder, while no session has it open, so that the copy \
      belongs to you alone (cp -r FOLDER copy; chmod -R go= copy). Each case is noted in your record before anything is shown. Recent cases stay sealed.

      EXAMPLES:
        casedesk store recover copy --key recovery.key
        casedesk store recover copy --key recovery.key --phi
      """)

  @Argument(help: ArgumentHelp("The copy of the store's folder.", valueName: "folder"), completion: .directory)
  var folder: String

  @Option(
    help: ArgumentHelp("The file that casedesk store recovery-key made.", valueName: "file"), completion: .file())
  var key: String

  @Flag(help: "Show what is written in the drafts, too.")
  var phi = false

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  var concernsPatient: Bool { true }

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let secret = try await secretKey()
    defer { secret.wipe() }
    let found = try storing { () throws(StoreProblem) in
      let start = folder.isWholePath ? "" : FileManager.default.currentDirectoryPath + "/"
      return try RecoveredDrafts(copy: start + folder, key: secret)
    }
    let cases = Set(found.drafts.map(\.id.caseID) + found.followUps.map(\.caseID))
    do throws(JournalProblem) {
      if cases.isEmpty { try await invocation.record(.disclosed(.recovered)) }
      for id in cases.sorted(by: { $0.text < $1.text }) { try await invocation.record(.disclosed(.recovered), id) }
    } catch {
      throw .failed("Nothing is shown, because it could not be recorded: \(error.sentence)")
    }
    let now = invocation.host.now()
    let drafts = found.drafts.map { (ListedDraft(record: $0, isOpen: false), phi ? Contents($0) : nil) }
    let lines =
      drafts.flatMap { draft, contents in [draft.line] + (phi ? contents?.lines ?? [Contents.notUnderstood] : []) }
      + found.followUps.map { "follow-up  " + $0.line(at: now) }
    let result = OutputJSON.object([
      ("drafts", .array(drafts.map { draft, contents in draft.json(with: contents?.json) })),
      ("followups", .array(found.followUps.map { $0.json(at: now) })),
      ("unreadable", .integer(Int64(found.unreadable))), ("damaged", .bool(found.isDamaged)),
    ])
    let shown = lines.isEmpty ? ["none"] : lines
    guard let problem = Self.problem(found) else { return .result(result, lines: shown) }
    return .faulty(result, lines: shown, .failed(problem))
  }

  /// Nil where all is told that there was.
  private static func problem(_ found: RecoveredDrafts) -> String? {
    var sentences: [String] = []
    if found.isDamaged {
      sentences.append(
        "The file of drafts is damaged or of an older version: what is listed may be older than what was saved last, or sent "
          + "already, and more may be missing. Keep the copy.")
    }
    if found.unreadable > 0 {
      let rows = found.unreadable == 1 ? "1 draft or follow-up" : "\(found.unreadable) drafts or follow-ups"
      sentences.append(
        "\(rows) could not be read and \(found.unreadable == 1 ? "is" : "are") not listed. Keep the copy.")
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  private func secretKey() async throws(ErrorReport) -> GuardedBytes {
    var text: [UInt8]
    do throws(SiteKey.Problem) {
      text = try await SiteKey.read(key, .recovery, group: nil)
    } catch {
      throw .failed(error.sentence)
    }
    defer { text.wipe() }
    guard var bytes = [UInt8](hexDigits: text), bytes.count == BoxKeyPair.secretBytes else {
      throw .failed("The file \(key) has no recovery key in it: casedesk store recovery-key makes one.")
    }
    do throws(SealingProblem) {
      return try GuardedBytes(moving: &bytes)
    } catch {
      throw .failed("There is no memory for the recovery key.")
    }
  }

  /// The document of a draft, as the editor keeps it.
  private struct Contents {
    private let document: JSONValue

    /// Nil for a document that is not understood.
    init?(_ record: DraftRecord) {
      do throws(NotJSON) {
        document = try JSONValue(parsing: Data(record.content.body))
      } catch {
        return nil
      }
    }

    static let notUnderstood = "  (what is written in it is not understood by this version)"

    var json: OutputJSON { .value(document) }

    /// A message or note alone; a form as its document.
    var lines: [String] {
      let text = document["text"]?.string ?? json.text
      return text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
    }
  }
}
