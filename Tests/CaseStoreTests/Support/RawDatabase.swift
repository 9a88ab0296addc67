import Foundation
import GRDB

@testable import CaseStore

/// The file as somebody without the key sees and changes it.
func raw<Result>(_ path: String, _ body: (Database) throws -> Result) throws -> Result {
  let queue = try DatabaseQueue(path: path)
  let result = try queue.writeWithoutTransaction(body)
  try queue.close()
  return result
}

/// The sealed columns of a table of the cache.
func sealedRows(_ bench: StoreBench, _ table: String) throws -> [Data] {
  try raw(bench.cacheFile) { db in try Data.fetchAll(db, sql: "SELECT sealed FROM \(table)") }
}
