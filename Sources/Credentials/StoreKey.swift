import Care360

/// The key of the local store, printed by a command.
package enum StoreKey {
  /// The reason why there is no key, without a byte of the key.
  package struct Problem: Error, Hashable, Sendable {
    package let sentence: String
  }

  /// Runs the command on its own thread, for at most ten seconds and only while somebody waits for it. The command gets
  /// `PATH`, `HOME` and `LANG` of `environment`. The returned bytes are the only copy; the caller overwrites them.
  package static func printed(
    by words: [String], environment: [String: String]
  ) async throws(Problem) -> [UInt8] {
    let names = SecretCommand.environment(from: environment)
    let waiters = Waiters()
    _ = waiters.join()
    // No task holds the bytes: a task keeps its result, and overwriting the array would overwrite only a copy.
    let result = await waiters.wait {
      await OwnThread.run { () -> Result<[UInt8], Problem> in
        do throws(OriginProblem) {
          return .success(
            try SecretCommand.bytes(words, "store key", environment: names, limit: .seconds(10)) { waiters.isAbandoned }
          )
        } catch {
          return .failure(Problem(sentence: error.sentence))
        }
      }
    }
    return try result.get()
  }
}
