extension LocalStore {
  private var sessions: SessionFolder { SessionFolder(folder: folder) }

  /// True while the process of this session lives.
  package func isAlive(session id: String) throws(StoreProblem) -> Bool { try sessions.isAlive(id) }

  /// Sends SIGUSR1 to a session that lives and said that it listens for it.
  ///
  /// - Returns: whether it was sent.
  package func notifyHolder(session id: String) throws(StoreProblem) -> Bool { try sessions.notify(id) }

  /// Terminals of the other sessions that live: `pts/3`; empty for one without.
  package func otherTerminals() throws(StoreProblem) -> [String] {
    try sessions.all().filter { $0.isAlive && $0.record.id != sessionID }.map(\.record.terminal)
  }

  /// Drafts whose session ended without `close`: killed, crashed, or cut off.
  package func uncleanEnds() throws(StoreProblem) -> [DraftRecord] {
    let ended = Set(try sessions.all().filter { !$0.isAlive }.map(\.record.id))
    return try drafts().records.filter { ended.contains($0.sessionID) }
  }

  /// Sessions that ended uncleanly and left no draft need no mark any more.
  func forgetEndedSessions() throws(StoreProblem) {
    let list = try drafts()
    // An unreadable draft may be of any of them.
    guard list.unreadable.isEmpty else { return }
    let holders = Set(list.records.map(\.sessionID))
    for session in try sessions.all() where !session.isAlive && !holders.contains(session.record.id) {
      try sessions.forget(session.record.id)
    }
  }
}
