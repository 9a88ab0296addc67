package import Care360
package import FoundationEssentials

/// Follow-ups stand in the file of drafts: no purge of the cache takes them.
extension LocalStore {
  package func followUps() throws(StoreProblem) -> FollowUpList {
    let keys = try openKeys()
    let rows = try draftFile.look(with: keys.drafts) { rows in try rows.rows(.followUp) }
    let records = rows.values.compactMap(Self.followUp)
    return FollowUpList(
      records: records.sorted { ($0.due, $0.id) < ($1.due, $1.id) }, unreadable: rows.count - records.count)
  }

  /// Keeps a new follow-up; on disk when this returns. Throws `notSaved` where another one has its id.
  package func add(_ record: FollowUpRecord) throws(StoreProblem) {
    let keys = try openKeys()
    let rowID = try Self.rowID(followUp: record.id, keys)
    let bytes = try StoreJSON.bytes(FollowUpBody(record))
    try draftFile.change(with: keys.drafts) { rows in
      if let row = try rows.row(.followUp, rowID) {
        guard Self.followUp(row) == record else { throw StoreProblem.notSaved(.other) }
        return
      }
      _ = try rows.put(.followUp, rowID, bytes)
    }
  }

  /// Changes a follow-up as it is by now, whichever session changed it last.
  ///
  /// - Returns: the follow-up after the change. Throws `noSuchFollowUp` where it was deleted.
  @discardableResult
  package func change(
    followUp id: String, _ change: (inout FollowUpRecord) -> Void
  ) throws(StoreProblem) -> FollowUpRecord {
    let keys = try openKeys()
    let rowID = try Self.rowID(followUp: id, keys)
    return try draftFile.change(with: keys.drafts) { rows in
      guard let row = try rows.row(.followUp, rowID) else { throw StoreProblem.noSuchFollowUp }
      guard var record = Self.followUp(row) else { throw StoreProblem.tampered }
      change(&record)
      _ = try rows.put(.followUp, rowID, try StoreJSON.bytes(FollowUpBody(record)))
      return record
    }
  }

  /// Throws `noSuchFollowUp` where it is gone already.
  package func delete(followUp id: String) throws(StoreProblem) { try delete(followUp: id) { _ in true } }

  /// Deletes it as it is by now, whichever session changed it last. One that is not meant, or cannot be read, stays.
  package func delete(
    followUp id: String, where isMeant: (FollowUpRecord?) -> Bool
  ) throws(StoreProblem) {
    let keys = try openKeys()
    let rowID = try Self.rowID(followUp: id, keys)
    try draftFile.change(with: keys.drafts) { rows in
      guard let row = try rows.row(.followUp, rowID) else { throw StoreProblem.noSuchFollowUp }
      if isMeant(Self.followUp(row)) { try rows.remove(.followUp, rowID) }
    }
    try sweepDrafts()
  }

  /// Deletes those of a case, done ones as well.
  ///
  /// - Returns: how many there were.
  @discardableResult
  package func forgetFollowUps(of id: CaseID) throws(StoreProblem) -> Int { try forget { $0.caseID == id } }

  /// Deletes those that were done before `date`. An open one never goes by its age.
  @discardableResult
  package func forgetFollowUps(doneBefore date: Date) throws(StoreProblem) -> Int {
    try forget { $0.doneAt.map { $0 < date } ?? false }
  }

  private func forget(where isMeant: (FollowUpRecord) -> Bool) throws(StoreProblem) -> Int {
    let keys = try openKeys()
    // A change would write the manifest anew, even without a row to delete.
    let found = try draftFile.look(with: keys.drafts) { rows in try rows.rows(.followUp) }
    guard found.values.compactMap(Self.followUp).contains(where: isMeant) else { return 0 }
    let count = try draftFile.change(with: keys.drafts) { rows in
      var count = 0
      for (id, row) in try rows.rows(.followUp) where Self.followUp(row).map(isMeant) == true {
        try rows.remove(.followUp, id)
        count += 1
      }
      return count
    }
    try sweepDrafts()
    return count
  }

  /// Nil for a row that cannot be read.
  private static func followUp(_ row: SealedRows.Row) -> FollowUpRecord? {
    guard case .plain(let bytes, _) = row, let body: FollowUpBody = StoreJSON.value(bytes) else { return nil }
    return body.record
  }

  private static func rowID(followUp id: String, _ keys: StoreKeys) throws(StoreProblem) -> Data {
    Data(try keys.hash("follow-up", id))
  }
}
