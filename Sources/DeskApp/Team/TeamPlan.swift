package import TeamStore

/// The store that a team shares, and this session's name in it.
package struct TeamPlan: Sendable {
  let database: any TeamDatabase
  let author: String
  /// Random; another one each time.
  let session: String
  /// The time after which this operator, a lead of the team, may take a hand-over from a colleague; nil: never.
  package let leadAfter: Duration?

  package init(_ database: any TeamDatabase, author: String, session: String, leadAfter: Duration? = nil) {
    self.leadAfter = leadAfter
    self.database = database
    self.author = author
    self.session = session
  }
}
