import Care360
import FoundationEssentials

extension LocalStore {
  package func drafts() throws(StoreProblem) -> DraftList {
    let keys = try openKeys()
    let rows = try draftFile.look(with: keys.drafts) { rows in try rows.rows(.draft) }
    var records: [DraftRecord] = []
    var unreadable: [UnreadableDraft] = []
    for (id, row) in rows {
      if let record = Self.record(row) { records.append(record) } else { unreadable.append(UnreadableDraft(rowID: id)) }
    }
    return DraftList(records: records.sorted { $0.savedAt > $1.savedAt }, unreadable: unreadable)
  }

  /// Keeps a draft; on disk when this returns.
  ///
  /// - Parameter version: of the state that was changed; nil for a new draft. When another state is there meanwhile,
  ///   that stays, the content is kept as a copy and `.draftConflict` says where.
  package func save(
    _ content: DraftContent, as id: DraftID, expecting version: Int64?
  ) throws(StoreProblem) -> DraftRecord {
    let keys = try openKeys()
    let now = options.now()
    let saved = try draftFile.change(with: keys.drafts) { rows -> Result<DraftRecord, StoreProblem> in
      let found = try Self.found(id, &rows, keys)
      switch DraftRules.decision(on: found, expecting: version, by: holder.sessionID) {
      case .replace(let stored):
        let takenFrom = stored?.sessionID == holder.sessionID ? stored?.takenFrom : stored?.sessionID
        let body = DraftBody(
          content, id, holder: holder, takenFrom: takenFrom, createdAt: stored?.createdAt ?? now, savedAt: now)
        return .success(try Self.put(body, id, &rows, keys))
      case .conflict(let reason, let stored):
        let kept = stored?.content.body == content.body ? nil : try self.copy(content, id, at: now, &rows, keys)
        return .failure(.draftConflict(DraftConflict(reason: reason, stored: stored, kept: kept)))
      }
    }
    return try saved.get()
  }

  /// Deletes a draft in the state `version`; in another state it stays, and `.draftConflict` says so.
  package func delete(_ id: DraftID, version: Int64) throws(StoreProblem) {
    let keys = try openKeys()
    try draftFile.change(with: keys.drafts) { rows in
      switch try Self.found(id, &rows, keys) {
      case .none: throw StoreProblem.noSuchDraft
      case .unreadable: throw StoreProblem.tampered
      case .readable(let stored):
        guard stored.version == version else {
          throw StoreProblem.draftConflict(DraftConflict(reason: .newerVersion, stored: stored, kept: nil))
        }
        try rows.remove(.draft, try Self.rowID(id, keys))
      }
    }
    try sweepDrafts()
  }

  /// Deletes an unreadable draft, on the person's request.
  package func delete(_ draft: UnreadableDraft) throws(StoreProblem) {
    let keys = try openKeys()
    try draftFile.change(with: keys.drafts) { rows in
      guard try rows.row(.draft, draft.rowID).map({ Self.record($0) == nil }) == true else {
        throw StoreProblem.noSuchDraft
      }
      try rows.remove(.draft, draft.rowID)
    }
    try sweepDrafts()
  }

  /// Makes this session the holder. The one before learns it at its next save, or from `notifyHolder`.
  ///
  /// - Returns: the draft as it is now. Other sessions' later saves of the state before end as copies.
  package func takeOver(_ id: DraftID) throws(StoreProblem) -> DraftRecord {
    let keys = try openKeys()
    return try draftFile.change(with: keys.drafts) { rows in
      let rowID = try Self.rowID(id, keys)
      guard let row = try rows.row(.draft, rowID) else { throw StoreProblem.noSuchDraft }
      guard case .plain(let bytes, let version) = row, var body: DraftBody = StoreJSON.value(bytes) else {
        throw StoreProblem.tampered
      }
      if body.sessionID == holder.sessionID, let record = body.record(version: version) { return record }
      body.takenFrom = body.sessionID
      // Taking over counts as pressing a key in the draft.
      body.lastKeyAt = options.now().milliseconds
      body.sessionID = holder.sessionID
      body.terminal = holder.terminal
      return try Self.put(body, id, &rows, keys)
    }
  }

  // MARK: - Rows

  /// A text that could not take its place: under the next number that is free.
  private func copy(
    _ content: DraftContent, _ id: DraftID, at now: Date, _ rows: inout SealedRows, _ keys: StoreKeys
  ) throws -> DraftRecord {
    var number = 1
    while true {
      let copy = DraftID(caseID: id.caseID, kind: id.kind, form: id.form, copy: number)
      switch try Self.found(copy, &rows, keys) {
      case .none:
        let body = DraftBody(content, copy, holder: holder, takenFrom: nil, createdAt: now, savedAt: now)
        return try Self.put(body, copy, &rows, keys)
      // A caller that tries again with the same text is given the same copy.
      case .readable(let stored) where stored.content.body == content.body: return stored
      case .readable, .unreadable: number += 1
      }
    }
  }

  private static func found(
    _ id: DraftID, _ rows: inout SealedRows, _ keys: StoreKeys
  ) throws -> DraftRules.Found {
    guard let row = try rows.row(.draft, try rowID(id, keys)) else { return .none }
    return record(row).map { .readable($0) } ?? .unreadable
  }

  private static func put(
    _ body: DraftBody, _ id: DraftID, _ rows: inout SealedRows, _ keys: StoreKeys
  ) throws -> DraftRecord {
    let version = try rows.put(.draft, try rowID(id, keys), try StoreJSON.bytes(body))
    guard let record = body.record(version: version) else { throw StoreProblem.notSaved(.other) }
    return record
  }

  private static func record(_ row: SealedRows.Row) -> DraftRecord? {
    guard case .plain(let bytes, let version) = row, let body: DraftBody = StoreJSON.value(bytes) else { return nil }
    return body.record(version: version)
  }

  private static func rowID(_ id: DraftID, _ keys: StoreKeys) throws(StoreProblem) -> Data {
    // Forms keep the name that earlier versions gave them, so that older drafts are found.
    let place = id.kind == .form ? String(id.form) : "\(id.kind.rawValue) \(id.form)"
    return Data(try keys.hash("draft", id.caseID.text, place, String(id.copy)))
  }

  /// Empties the log. A draft or follow-up is gone even if this fails; its sealed bytes then leave the log with the next sweep.
  func sweepDrafts() throws(StoreProblem) {
    do throws(StoreProblem) {
      try draftFile.emptyLog()
    } catch {
      guard case .notPurged = error else { throw error }
    }
  }
}
