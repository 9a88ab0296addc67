import Care360
import CaseStore
import Desk
import Foundation
import Terminal

/// As many recent cases as a store may keep, inside the process: reading their list, and a letter that filters it.
enum ManyRecents: Measurement {
  static let name = "many-recents"

  private static let counts = [100, 1000, 10_000]

  static func figures(_ place: Workplace) throws(BenchProblem) -> [Figure] {
    var (readings, letters): ([Figure], [Figure]) = ([], [])
    for count in counts {
      let (heads, times) = try read(try filled(count, in: place.folder))
      let isMost = count == counts[counts.count - 1]
      readings.append(try Figure("list of \(count) recent cases read", "ms", times, isMost ? .value(150) : .none))
      var desk = DrawnDesk(Size(columns: 120, rows: 40))
      let recents = heads.map { RecentCase(label: $0.label, seenAt: $0.seenAt, identifiers: $0.identifiers) }
      desk.handle(.door(.storeOpened(StoreContents(recents: recents))))
      guard desk.draw().lookup.rows.count == count else { throw BenchProblem("Not all recent cases are listed.") }
      desk.press(.find)
      let typed = desk.times(of: "number77".map { .typed(String($0)) }, turns: 1)
      let erased = desk.times(of: Array(repeating: .edited(.deleteBackward), count: 8), turns: 1)
      let more = (0..<20).flatMap { _ in
        desk.times(of: "pat 7".map { .typed(String($0)) }, turns: 1)
          + desk.times(of: Array(repeating: .edited(.deleteBackward), count: 5), turns: 1)
      }
      letters.append(
        try Figure(
          "letter with \(count) recent cases", "ms", typed + erased + more, share: 0.99, isMost ? .value(16) : .none))
    }
    return readings + letters
  }

  private static func read(_ store: LocalStore) throws(BenchProblem) -> ([RecentHead], [Double]) {
    do {
      var times: [Double] = []
      var heads: [RecentHead] = []
      for _ in 0..<10 {
        let start = ContinuousClock.now
        heads = try store.recentHeads(RecentRetention(since: DrawnDesk.start - 7 * 86_400, newest: 10_000)).heads
        times.append((ContinuousClock.now - start) / .milliseconds(1))
      }
      try store.close()
      return (heads, times)
    } catch {
      throw BenchProblem("The recent cases cannot be read.")
    }
  }

  private static func filled(_ count: Int, in folder: String) throws(BenchProblem) -> LocalStore {
    do {
      var key = Array(String(repeating: "k", count: 40).utf8)
      let store = try LocalStore.open(
        StorePlace(base: "\(folder)/store-\(count)", profile: "bench", operatorID: "robin"), with: try .printed(&key))
      let records = try (0..<count).map { number in
        RecentRecord(
          detail: try MadeCase.listed(number), seenAt: DrawnDesk.start - Double(number),
          identifiers: [.email(try EmailAddress("p\(number)@example.com"))])
      }
      try store.remember(records)
      return store
    } catch {
      throw BenchProblem("The store of recent cases cannot be filled.")
    }
  }
}
