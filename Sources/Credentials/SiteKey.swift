import Care360

/// A key of the site in a file that is judged like those of the profile's secrets.
package enum SiteKey {
  /// The reason why there is no key, without a byte of the key.
  package struct Problem: Error, Hashable, Sendable {
    package let sentence: String
  }

  package enum Kind: Sendable {
    /// For keyed hashes.
    case hash
    /// For drafts, in hexadecimal digits.
    case recovery

    fileprivate var name: String {
      switch self {
      case .hash: "site key"
      case .recovery: "recovery key"
      }
    }

    /// In characters: of a key for hashes fewer can be guessed, and a keyed hash takes no more.
    fileprivate var sizes: ClosedRange<Int> {
      switch self {
      case .hash: 32...64
      case .recovery: 64...64
      }
    }

    fileprivate var sizeProblem: String {
      switch self {
      case .hash:
        "The site key must have \(sizes.lowerBound) to \(sizes.upperBound) characters: openssl rand -hex 32 prints one."
      case .recovery:
        "The recovery key has \(sizes.upperBound) characters, and this file has another number: it is none, or not whole."
      }
    }
  }

  /// Reads the file on a thread of its own. The caller overwrites the bytes.
  ///
  /// - Parameter group: a root-owned file of this group is accepted, so that its members can share it.
  package static func read(_ path: String, _ kind: Kind, group: UInt32?) async throws(Problem) -> [UInt8] {
    try await OwnThread.run { () -> Result<[UInt8], Problem> in
      do throws(OriginProblem) {
        let key = Array(try SecretFile.read(path, kind.name, group: group).reveal().utf8)
        guard kind.sizes.contains(key.count) else { throw OriginProblem(kind.sizeProblem) }
        return .success(key)
      } catch {
        return .failure(Problem(sentence: error.sentence))
      }
    }.get()
  }
}
