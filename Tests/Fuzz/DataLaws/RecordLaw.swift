package import FuzzLaws
import Care360
import CaseStore
import Foundation
import TestSupport

/// The record of writes with one of its files changed by somebody: what stands in the place of lines that were marked is
/// reported and stops the next write; lines in other files stay; and another line can always be added, which hides nothing.
package actor RecordLaw: Law {
  package static let seeds: [[UInt8]] = {
    var seeds: [[UInt8]] = []
    for file in UInt8(0)..<3 {
      seeds += changes.map { [file] + $0 }
    }
    // In the newest file, to which lines are added.
    for text in texts { seeds += [[1, 0], [1, 2, 0xFF, 0xFF, 0]].map { $0 + Array(text.utf8) } }
    return seeds
  }()

  private static let changes: [[UInt8]] = [
    [0], [1, 0, 40, 1], [1, 1, 144, 2], [2, 0xFF, 0xFF, 0, 0x0A], [2, 0, 90, 200], [2, 3, 0x84, 255], [3],
  ]

  private static let texts = [
    "\n", "{}\n", #"{"event":"viewed"}"#, #"{"event":"segment","segment":"2026-10","time":"","unsettled":[]}"# + "\n",
    #","previous":"\#(String(repeating: "0", count: 64))","torn":true,"hash":"\#(String(repeating: "0", count: 64))"}"#
      + "\n",
    #"{"hash":"\#(String(repeating: "a", count: 64))","segment":"2026-11","size":1}"#,
  ]

  private let folder: TestFolder
  private let files: [String: [UInt8]]
  private let recordsOfSegment: [String: [ActivityRecord]]
  private let count: Int

  package init() async throws {
    folder = try TestFolder()
    let data = folder.path + "/data"
    var records: [String: [ActivityRecord]] = [:]
    for month in 10...11 {
      let journal = Self.journal(in: data, month: month)
      let before = try await journal.records()
      for number in 0..<3 {
        _ = try await journal.open(Self.intent("w\(month)-\(number)", case: "\(month)\(number)"), repeating: .none)
      }
      try await journal.close("w\(month)-1", outcome: .done)
      try await journal.record(Self.note)
      records[try RecordFolder(data).segments.last ?? ""] = Array(try await journal.records().dropFirst(before.count))
    }
    recordsOfSegment = records
    count = records.values.joined().count
    files = try Dictionary(
      uniqueKeysWithValues: FileManager.default.contentsOfDirectory(atPath: data).map { name in
        (name, Array(try Data(contentsOf: URL(filePath: data + "/" + name))))
      })
  }

  private static let note = ActivityNote(.viewed(.shown), nil, operatorName: "jo", profile: "staging")

  private static func intent(_ id: String, case digits: String) throws -> WriteIntent {
    WriteIntent(
      id: id, time: Date(timeIntervalSince1970: 1_795_000_000), operatorName: "jo", profile: "staging",
      action: .requestRefillLink, caseID: try CaseID("8dff2c47-b2ab-42d8-9af0-000000000\(digits)"))
  }

  /// As of another process, whose clock shows the middle of this month of 2026.
  private static func journal(in data: String, month: Int) -> FileWriteJournal {
    let time = Date(timeIntervalSince1970: month == 10 ? 1_792_000_000 : 1_794_700_000)
    return FileWriteJournal(directory: data, session: "s", now: { time })
  }

  private var journal: FileWriteJournal { Self.journal(in: folder.path + "/data", month: 11) }

  package func hold(for input: [UInt8]) async throws {
    var choices = Choices(input)
    let names = files.keys.sorted()
    let name = names[choices.next() % names.count]
    let original = files[name] ?? []
    let changed = choices.change(original)
    try restore()
    try put(changed.map { Data($0) }, at: folder.path + "/data/" + name)

    let check = try await journal.check()
    let records = try await journal.records()
    for (segment, known) in recordsOfSegment where segment != name {
      try demand(known.allSatisfy(records.contains), "lines of another file are gone")
    }
    guard recordsOfSegment[name] != nil else {
      return try demand(check.records == count && check.changedLine == nil, "the mark changes lines")
    }
    let isNewest = name == recordsOfSegment.keys.max()
    if isNewest, let changed, changed.starts(with: original) {
      try demand(check.records >= count, "lines are not counted though all are there")
    } else if changed != original {
      try demand(!check.damage.isEmpty, "a change that nobody is told of")
      if isNewest { try await stopping() }
    }
    // A line without a head before it is damage itself.
    if isNewest, changed?.isEmpty != true { try await adding(to: check) }
  }

  private func stopping() async throws {
    let intent = try Self.intent("next", case: "999")
    do throws(JournalProblem) {
      _ = try await journal.open(intent, repeating: .none)
    } catch {
      return
    }
    throw Breach(description: "a write starts on a damaged record")
  }

  private func adding(to check: JournalCheck) async throws {
    try await journal.record(ActivityNote(.listed(7), nil, operatorName: "jo", profile: "staging"))
    let last = try await journal.records().last
    try demand(last?.event == .listed && last?.ending == "7 cases", "the line that was added is not the last one")
    let after = try await journal.check()
    try demand(after.records > check.records, "the line that was added does not follow the others")
    try demand(check.unacknowledged.isEmpty || !after.unacknowledged.isEmpty, "adding a line hides damage")
  }

  private func restore() throws {
    let data = folder.path + "/data"
    for name in try FileManager.default.contentsOfDirectory(atPath: data) where files[name] == nil {
      try put(nil, at: data + "/" + name)
    }
    for (name, bytes) in files { try put(Data(bytes), at: data + "/" + name) }
  }
}

/// Makes a file private to this user; nil removes it.
func put(_ contents: Data?, at path: String) throws {
  guard let contents else { return try FileManager.default.removeItem(atPath: path) }
  let isThere = FileManager.default.createFile(
    atPath: path, contents: contents, attributes: [.posixPermissions: 0o600])
  try demand(isThere, "\(path) cannot be written")
}
