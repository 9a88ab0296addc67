import Care360
import FoundationEssentials
import Sealing

/// The result of comparing a store's sealed mark with the record.
package enum ActivityEndCheck: Hashable, Sendable {
  /// Nothing was marked yet.
  case unmarked
  /// Everything up to the mark is there.
  case reached
  /// Existing lines are gone, or other lines stand in their place.
  case cut
  /// The check failed; the sentence says why.
  case failed(String)

  /// Of `.cut`, for the person.
  package static let cutSentence =
    "The activity record lost lines from its end, another file replaced it, or the mark of its"
    + " end was removed."
}

/// The ids in the table of marks, which both files of rows have.
enum ActivityMarkRow {
  /// The end of the record.
  static let end = Data(repeating: 0, count: 32)
  /// Set from the loss of a file until the record notes the loss.
  static let lost = Data(repeating: 1, count: 32)
}

extension LocalStore {
  /// The word of one of the files.
  private enum Mark {
    case end(ActivityEnd)
    case lost
  }

  /// Compares the record with the ends that this store has marked. Waits for the disk where the caller runs.
  package nonisolated(nonsending) func checkEnd(of journal: FileWriteJournal) async -> ActivityEndCheck {
    let marks: [Mark]
    do throws(StoreProblem) {
      marks = try activityMarks()
    } catch {
      // Someone who takes the mark away hides something.
      return error == .tampered ? .cut : .failed(error.sentence)
    }
    do throws(JournalProblem) {
      for mark in marks {
        guard case .end(let end) = mark, try await journal.reaches(end) else { return .cut }
      }
      return marks.isEmpty ? .unmarked : .reached
    } catch {
      return .failed(error.sentence)
    }
  }

  /// Marks how far the record reaches now. When the record does not reach the previous mark, or that mark is lost, this
  /// is recorded in the record first, so that it is reported once and stays known.
  package nonisolated(nonsending) func markEnd(of journal: FileWriteJournal) async -> ActivityEndCheck {
    let check = await checkEnd(of: journal)
    if case .failed = check { return check }
    let end: ActivityEnd?
    do throws(JournalProblem) {
      if check == .cut { try await journal.recordCut(operatorName: place.operatorID, profile: place.profile) }
      end = try await journal.end()
    } catch {
      return .failed(error.sentence)
    }
    guard let end else { return check }
    do throws(StoreProblem) {
      let bytes = try StoreJSON.bytes(end)
      for (file, key) in try markedFiles() {
        try file.change(with: key) { rows in
          // Another session may have marked more meanwhile.
          if check == .reached, case .plain(let current, _) = try rows.row(.activityMark, ActivityMarkRow.end),
            let marked: ActivityEnd = StoreJSON.value(current), marked.isAtLeast(end)
          {
            return
          }
          _ = try rows.put(.activityMark, ActivityMarkRow.end, bytes)
          if check == .cut { try rows.remove(.activityMark, ActivityMarkRow.lost) }
        }
      }
      return check
    } catch {
      return .failed(error.sentence)
    }
  }

  /// Records that a file of this store was lost with its mark, where that is not recorded yet.
  ///
  /// - Returns: whether there was anything to record; the mark stays lost where the record cannot be written.
  package nonisolated(nonsending) func recordLoss(in journal: FileWriteJournal) async -> Bool {
    guard notices.contains(where: \.isLoss), await checkEnd(of: journal) == .cut else { return false }
    return await markEnd(of: journal) == .cut
  }

  func hasActivityMark() throws(StoreProblem) -> Bool { try !activityMarks().isEmpty }

  func noteLostMark() throws(StoreProblem) {
    for (file, key) in try markedFiles() { try file.change(with: key) { rows in try rows.putLostMark() } }
  }

  /// Both files have the mark, so that removing one of them does not remove the mark.
  private func markedFiles() throws(StoreProblem) -> [(StoreDatabase, GuardedBytes)] {
    let keys = try openKeys()
    return [(draftFile, keys.drafts), (cache, keys.cache)].filter { $0.0.schema.tables.contains(.activityMark) }
  }

  private func activityMarks() throws(StoreProblem) -> [Mark] {
    var marks: [Mark] = []
    for (file, key) in try markedFiles() {
      let (end, lost) = try file.look(with: key) { rows in
        (try rows.row(.activityMark, ActivityMarkRow.end), try rows.row(.activityMark, ActivityMarkRow.lost))
      }
      if lost != nil { marks.append(.lost) }
      switch end {
      case nil: break
      case .unreadable: throw .tampered
      case .plain(let bytes, _):
        guard let end: ActivityEnd = StoreJSON.value(bytes) else { throw .tampered }
        marks.append(.end(end))
      }
    }
    return marks
  }
}
