import Care360
import FoundationEssentials

/// The sealed mark of a store against the record.
package enum ActivityEndCheck: Hashable, Sendable {
  /// Nothing was marked yet.
  case unmarked
  /// Everything up to the mark is there.
  case reached
  /// Lines that were there are gone, or others stand in their place.
  case cut
  /// It could not be told; the sentence says why.
  case failed(String)

  /// Of `.cut`, for the person.
  package static let cutSentence =
    "The record of what was done here lost lines from its end, another file was put in its place, or the mark of its"
    + " end was taken away."
}

extension LocalStore {
  /// The one row of its table.
  private static let markID = Data(repeating: 0, count: 32)

  /// Compares the record with the end that this store has marked. Waits for the disk where the caller runs.
  package nonisolated(nonsending) func checkEnd(of journal: FileWriteJournal) async -> ActivityEndCheck {
    let mark: ActivityEnd?
    do throws(StoreProblem) {
      mark = try activityMark()
    } catch {
      // Whoever takes the mark away hides something.
      return error == .tampered ? .cut : .failed(error.sentence)
    }
    guard let mark else { return .unmarked }
    do throws(JournalProblem) {
      return try await journal.reaches(mark) ? .reached : .cut
    } catch {
      return .failed(error.sentence)
    }
  }

  /// Marks how far the record reaches now. Where it does not reach the mark before, that is recorded in it first, so
  /// that it is told once and stays known.
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
      let keys = try openKeys()
      let bytes = try StoreJSON.bytes(end)
      try draftFile.change(with: keys.drafts) { rows in
        // Another session may have marked more meanwhile.
        if check == .reached, case .plain(let current, _) = try rows.row(.activityMark, Self.markID),
          let marked: ActivityEnd = StoreJSON.value(current), marked.isAtLeast(end)
        {
          return
        }
        _ = try rows.put(.activityMark, Self.markID, bytes)
      }
      return check
    } catch {
      return .failed(error.sentence)
    }
  }

  private func activityMark() throws(StoreProblem) -> ActivityEnd? {
    let keys = try openKeys()
    switch try draftFile.look(with: keys.drafts, { rows in try rows.row(.activityMark, Self.markID) }) {
    case nil: return nil
    case .unreadable: throw .tampered
    case .plain(let bytes, _):
      guard let end: ActivityEnd = StoreJSON.value(bytes) else { throw .tampered }
      return end
    }
  }
}
