package import TeamStore

/// The store that a team shares, and this session's name in it.
package struct TeamPlan: Sendable {
  let database: any TeamDatabase
  let author: String
  /// Random; another one each time.
  let session: String

  package init(_ database: any TeamDatabase, author: String, session: String) {
    self.database = database
    self.author = author
    self.session = session
  }
}
