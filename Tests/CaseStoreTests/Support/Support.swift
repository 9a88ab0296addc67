import Care360
import Foundation
import TestSupport
import Testing

@testable import CaseStore

extension TestFolder {
  /// Where the journal goes; made by it.
  var data: String { path + "/data" }
  var record: RecordFolder { RecordFolder(data) }
  var file: String { get throws { try record.newest } }
  /// With the head.
  var lines: [String] { get throws { try record.lines } }

  /// As if the crash that the test makes had come before the mark was written.
  func loseMark() throws { try Data().write(to: URL(fileURLWithPath: data + "/" + SegmentName.lock)) }

  /// In place: the file stays the one that a journal has read.
  func write(_ text: String) throws {
    let handle = try #require(FileHandle(forWritingAtPath: try file))
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
  }
}

func mode(_ path: String) throws -> Int {
  let attributes = try FileManager.default.attributesOfItem(atPath: path)
  return try #require(attributes[.posixPermissions] as? Int)
}

func intent(
  _ id: String, case caseID: String = "8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6", products: [String] = [],
  bundle: String? = nil, repeatedAt: Date? = nil
) throws -> WriteIntent {
  WriteIntent(
    id: id, time: Date(timeIntervalSince1970: 1_795_000_000), operatorName: "jo", profile: "staging",
    action: bundle == nil ? .requestRefillLink : .changeBundle,
    caseID: try CaseID(caseID), productIDs: try products.map(ProductID.init),
    bundleID: try bundle.map(BundleID.init), repeatedAt: repeatedAt)
}

/// The sentence of the refusal; nil when there was none.
func problem(_ body: () async throws -> Void) async -> String? {
  do {
    try await body()
    return nil
  } catch let problem as JournalProblem {
    return problem.sentence
  } catch {
    return "another error"
  }
}

extension WriteJournal {
  /// Opens `intent` whatever is unsettled.
  func open(_ intent: WriteIntent) async throws(JournalProblem) {
    var seen: [WriteIntent] = []
    while true {
      let obstacles = try await open(intent, repeating: .shown(seen))
      if obstacles.isEmpty { return }
      seen += obstacles
    }
  }
}

func productName(_ name: String, _ number: Int = 1) throws -> ProductNameRecord {
  ProductNameRecord(id: try ProductID("00000000-0000-4000-8000-00000000000\(number)"), name: name)
}

/// For tomorrow at the same time.
func followUp(_ id: String, _ number: Int = 1, dueIn seconds: Double = 86_400, text: String = "ask the pharmacy") throws
  -> FollowUpRecord
{
  FollowUpRecord(
    id: id, caseID: try caseID(number), shortID: "ADA-\(number)", patientName: "Avery Lindqvist",
    due: .sample + seconds,
    text: text, madeAt: .sample, author: "jo")
}
