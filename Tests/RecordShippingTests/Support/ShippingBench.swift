import CaseStore
import Foundation
import Sealing
import TestSupport
import Testing

@testable import Care360
@testable import RecordShipping

/// A record in a folder of its own, a syslog socket beside it, and what came there.
final class ShippingBench: Sendable {
  let folder: TestFolder
  let syslog: SyslogServer
  var data: String { folder.path + "/data" }
  var cursor: String { data + "/activity.shipped" }

  init() throws {
    folder = try TestFolder()
    syslog = try SyslogServer(folder.path + "/log")
  }

  /// Of a session that nobody ships.
  var journal: FileWriteJournal { FileWriteJournal(directory: data, version: "1.2.3") }

  func shipper(
    to receiver: (any RecordReceiver)? = nil, moment: TimeInterval = 0, hasKey: Bool = true
  ) -> RecordShipper {
    RecordShipper(
      journal, to: receiver ?? SyslogSocket(syslog.path),
      key: { () throws(ShippingProblem) in hasKey ? try Self.hash : nil }, moment: moment)
  }

  static var hash: RecordHash {
    get throws(ShippingProblem) {
      do {
        var key = [UInt8](repeating: 7, count: 32)
        return RecordHash(try GuardedBytes(moving: &key))
      } catch {
        throw ShippingProblem("no key")
      }
    }
  }

  static let caseID = "8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6"

  func note(_ event: ActivityNote.Event = .viewed(.shown), by name: String = "robin") throws -> ActivityNote {
    ActivityNote(event, try CaseID(Self.caseID), operatorName: name, profile: "clinic")
  }

  func view(_ journal: FileWriteJournal, times: Int = 1) async throws {
    for _ in 0..<times { try await journal.record(try note()) }
  }

  /// The hashes of the record's lines, in their order.
  func heads() async throws -> [String] { try await journal.shippableLines().map(\.hash) }

  static func head(_ message: String) -> String? { members(message)?["head"] }

  static func members(_ message: String) -> [String: String]? {
    if case .message(let members)? = CollectedMessage.read(message) { members } else { nil }
  }
}

extension [String] {
  var heads: [String] { compactMap { ShippingBench.head($0) } }
}
