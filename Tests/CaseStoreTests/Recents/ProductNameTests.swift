import Care360
import Foundation
import GRDB
import Testing

@testable import CaseStore

struct ProductNameTests {
  @Test func namesAreKeptAndTheLastOneCounts() throws {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      #expect(try store.productNames().isEmpty)
      try store.keep([try productName("Semaglutide"), try productName("Metformin", 2)])
      try store.keep([try productName("Semaglutide 0.5 mg")])
    }
    try bench.with { (store) throws in
      #expect(try store.productNames() == [try productName("Semaglutide 0.5 mg"), try productName("Metformin", 2)])
    }
  }

  @Test func theyAreSealed() throws {
    let bench = try StoreBench()
    let store = try bench.open()
    try store.keep([try productName("Semaglutide")])
    for word in ["Semaglutide", "00000000-0000-4000-8000"] { #expect(try !bench.contains(Data(word.utf8)), "\(word)") }
    store.lock()
    #expect(refusal { _ = try store.productNames() } == .locked)
    #expect(refusal { try store.keep([try productName("Metformin", 2)]) } == .locked)
  }

  /// They are of no patient: a case that goes leaves them, and all that is kept takes them along.
  @Test func onlyAPurgeOfAllTakesThem() throws {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      try store.keep([try productName("Semaglutide")])
      try store.remember(recent())
      try store.forget(caseID())
      _ = try store.purge(seenBefore: .distantFuture)
      _ = try store.keep(newest: 0)
      #expect(try store.productNames().count == 1)
      try store.remember(recent())
      #expect(try store.purgeAll() == 1, "names are not counted among the cases")
      #expect(try store.productNames().isEmpty)
    }
  }

  @Test func oneThatWasChangedFromOutsideIsLeftOut() throws {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      try store.keep([try productName("Semaglutide"), try productName("Metformin", 2)])
    }
    try raw(bench.cacheFile) { try $0.execute(sql: "UPDATE productName SET sealed = zeroblob(80) WHERE rowid = 1") }
    try bench.with { (store) throws in #expect(try store.productNames().count == 1) }
  }
}
