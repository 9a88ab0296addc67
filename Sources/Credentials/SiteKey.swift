import Care360

/// The site's key for keyed hashes, in a file that is judged like those of the profile's secrets.
package enum SiteKey {
  /// The reason why there is no key, without a byte of the key.
  package struct Problem: Error, Hashable, Sendable {
    package let sentence: String
  }

  /// In characters: fewer can be guessed, and a keyed hash takes no more.
  private static let sizes = 32...64

  /// Reads the file on a thread of its own. The caller overwrites the bytes.
  ///
  /// - Parameter group: a root-owned file of this group is accepted, so that its members can share it.
  package static func read(_ path: String, group: UInt32?) async throws(Problem) -> [UInt8] {
    try await OwnThread.run { () -> Result<[UInt8], Problem> in
      do throws(OriginProblem) {
        let key = Array(try SecretFile.read(path, "site key", group: group).reveal().utf8)
        guard sizes.contains(key.count) else {
          throw OriginProblem(
            "The site key must have \(sizes.lowerBound) to \(sizes.upperBound) characters: openssl rand -hex 32 prints one."
          )
        }
        return .success(key)
      } catch {
        return .failure(Problem(sentence: error.sentence))
      }
    }.get()
  }
}
