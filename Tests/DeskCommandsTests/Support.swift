import Foundation
import Synchronization

final class Indices: Sendable {
  private let state = Mutex<[Int]>([])
  var all: [Int] { state.withLock { $0 } }
  func add(_ index: Int) { state.withLock { $0.append(index) } }
}

extension Bench {
  func loosen(_ path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
  }

  func mode(_ path: String) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? -1
  }
}

/// Waits, without a pause of fixed length, until `condition` holds; false after a minute.
func until(_ condition: () -> Bool) async -> Bool {
  let end = ContinuousClock.now + .seconds(60)
  while !condition() {
    guard ContinuousClock.now < end else { return false }
    await Task.yield()
  }
  return true
}
