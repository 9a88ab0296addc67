import Care360
import Foundation
import TestSupport
import Testing

@testable import CaseStore

/// Stores in a folder of the test's own. Passphrases cost next to nothing here.
final class StoreBench: Sendable {
  let home: TestFolder
  static let cheap = UnlockCost(operations: 1, memory: 8192)

  init() throws { home = try TestFolder() }

  var base: String { home.path + "/casedesk" }
  var place: StorePlace { StorePlace(base: base, profile: "staging", operatorID: "jo") }
  var folder: String { place.folder }
  var cacheFile: String { folder + "/cache.sqlite" }
  var draftFile: String { folder + "/drafts.sqlite" }

  /// Opens the store with a key or, when given, a passphrase, as another session each time.
  ///
  /// - Parameter printed: all that the key command prints, in the place of `key`.
  func open(
    key: String = "a key", printed: String? = nil, passphrase: String? = nil, session: String = UUID().uuidString,
    terminal: String = "pts/3",
    at now: Date = .sample, _ change: (inout StoreOptions) -> Void = { _ in }
  ) throws -> LocalStore {
    var options = StoreOptions(session: session, now: { now }, cost: Self.cheap, patience: 2)
    change(&options)
    return try LocalStore.open(
      place, with: try printed.map(self.printed) ?? secret(key, passphrase), terminal: terminal, options: options)
  }

  /// A key of this name is as long as a new store asks for.
  func secret(_ key: String, _ passphrase: String? = nil) throws -> UnlockSecret {
    guard let passphrase else { return try printed(Self.key(key)) }
    var bytes = Array(passphrase.utf8)
    return try .typed(&bytes)
  }

  static func key(_ name: String) -> String { name + String(repeating: ".", count: 32) }

  func printed(_ text: String) throws -> UnlockSecret {
    var bytes = Array(text.utf8)
    return try .printed(&bytes)
  }

  /// Opens, uses and ends a store.
  @discardableResult
  func with<Result>(_ store: LocalStore? = nil, _ body: (LocalStore) throws -> Result) throws -> Result {
    let store = try store ?? open()
    let result = try body(store)
    try store.close()
    return result
  }

  /// Every byte of every file below the data folder, by path.
  var files: [String: Data] {
    get throws {
      var files: [String: Data] = [:]
      let walk = try #require(FileManager.default.enumerator(atPath: base))
      for case let name as String in walk {
        var isFolder: ObjCBool = false
        let path = base + "/" + name
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
          continue
        }
        files[name] = try Data(contentsOf: URL(fileURLWithPath: path))
      }
      return files
    }
  }

  func contains(_ bytes: Data) throws -> Bool { try files.values.contains { $0.range(of: bytes) != nil } }

  /// What moved aside.
  var setAside: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.contains(".damaged-") }.sorted()
    }
  }
}

/// How often the long loops run; the full counts take minutes.
func repeats(_ usual: Int) -> Int { TestRepeats.count(default: usual) }

extension Date {
  static let sample = Date(timeIntervalSince1970: 1_795_000_000)
}

/// The store's refusal; nil when there was none.
func refusal(_ body: () throws -> Void) -> StoreProblem? {
  do {
    try body()
    return nil
  } catch {
    return error as? StoreProblem
  }
}

func caseID(_ number: Int = 1) throws -> CaseID {
  let digits = String(number)
  return try CaseID("8dff2c47-b2ab-42d8-9af0-" + String(repeating: "0", count: 12 - digits.count) + digits)
}

func recent(
  _ number: Int = 1, at seenAt: Date = .sample, name: String = "Avery", identifiers: Set<LookupIdentifier> = []
) throws -> RecentRecord {
  let text = """
    {"id":"\(try caseID(number).text)","shortId":"ADA-\(number)","unknownToUs":{"a":[1,2.5,null,true]},
     "submitter":{"firstName":"\(name)","email":"\(name.lowercased())@example.com","phoneNumber":"+12025550142"}}
    """
  let detail = try #require(Case(try JSONValue(parsing: Data(text.utf8))))
  return RecentRecord(detail: detail, seenAt: seenAt, identifiers: identifiers)
}

func email(_ text: String) throws -> LookupIdentifier { .email(try EmailAddress(text)) }

func content(_ text: String, patient: String = "Avery") -> DraftContent {
  DraftContent(
    body: Array(text.utf8), patientName: patient, shortID: "ADA-1", summary: "question 7 of 12", lastKeyAt: .sample)
}

func draftID(_ number: Int = 1, _ kind: DraftKind = .form, form: Int = 0) throws -> DraftID {
  DraftID(caseID: try caseID(number), kind: kind, form: form)
}

extension DraftRecord {
  var text: String { String(decoding: content.body, as: UTF8.self) }
}
