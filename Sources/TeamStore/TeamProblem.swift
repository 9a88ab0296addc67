/// The reason why the team's store did not do its work. It carries this program's own words alone: no text of a library,
/// nothing of a patient. The desk goes on without the team.
package enum TeamProblem: Error, Hashable, Sendable {
  /// No connection, or it broke. A change that was under way may have been made.
  case away
  /// No answer within the time. A change that was under way may have been made.
  case slow
  case full
  case newerSchema
  case olderSchema
  /// The key that is kept here is not the team's.
  case wrongKey
  /// The row was changed from outside, or sealed with a key that is not known here.
  case unreadable
  /// No team was begun in this store.
  case noTeam
  case hasTeam
  case notMember
  case noSuchMember
  case badInvitation
  case fingerprintDiffers
  /// Somebody changed the row in between.
  case changed
  case gone
  /// The hand-over was accepted before, by this operator.
  case accepted(by: String)
  case libraryMissing
  case serverTooOld
  case loginRefused
  case notTrusted
  case notPermitted
  /// The time after which a lead may do this has not passed.
  case tooEarly
  /// This variable would change the connection.
  case environment(String)
  case passfile(TeamFileFlaw)
  case file(TeamFileFlaw)
  case damaged
  case notEmpty
  case archive(TeamArchiveFlaw)
  case noMemory
  /// The operator's own store did not give or keep the secrets; its sentence.
  case localStore(String)
  case other

  /// For the person.
  package var sentence: String {
    switch self {
    case .away: "The team's store cannot be reached."
    case .slow: "The team's store does not answer in time."
    case .full: "The team's store has no space left."
    case .newerSchema: "The team's store belongs to a newer version of CaseDesk; update this program."
    case .olderSchema: "The team's store is not set up for this version; an administrator runs: casedesk team migrate"
    case .wrongKey: "The team's key that is kept here does not open the team's store."
    case .unreadable: "This row of the team's store does not open; it stays as it is."
    case .noTeam: "The team's store has no team yet; its first member runs: casedesk team init"
    case .hasTeam: "The team's store has a team already; a member of it can invite you."
    case .notMember: "You are no member of this team, or no longer; a member runs: casedesk team invite"
    case .noSuchMember: "The team has no such member."
    case .badInvitation: "This is not the public key that casedesk team join prints."
    case .fingerprintDiffers: "The team's key has another fingerprint than the one you were told; nothing was kept."
    case .changed: "A colleague changed this in between; look again."
    case .gone: "The team's store does not have this any more."
    case .accepted(let name): "\(name) has accepted this hand-over already."
    case .libraryMissing: "PostgreSQL's client library is missing on this machine; install libpq5."
    case .serverTooOld: "The team's store needs PostgreSQL 15 or newer."
    case .loginRefused: "The server of the team's store refuses the login of this user."
    case .notTrusted: "The server of the team's store has no certificate that can be verified."
    case .notPermitted: "This user has no permission for the team's store."
    case .tooEarly: "The colleague still has time to take this; a lead may do so later."
    case .environment(let name): "\(name) in the environment would change the way to the team's store; unset it."
    case .passfile(let flaw): "The passfile of team_store \(flaw.words)."
    case .file(let flaw): "The file of the team's store \(flaw.words)."
    case .damaged: "The team's store is damaged, or is no team's store of CaseDesk."
    case .notEmpty: "An import needs an empty team's store; this one has a team."
    case .archive(let flaw): "The exported file \(flaw.words)."
    case .noMemory: "There is not enough memory for the team's key."
    case .localStore(let sentence): sentence
    case .other: "The team's store gave an unexpected error."
    }
  }
}

/// The reason why a file is not used.
package enum TeamFileFlaw: Hashable, Sendable {
  case missing
  case openToOthers
  case notYours
  case noFile
  case network
  case folderOpen
  case unreachable

  /// Follows the name of the file.
  var words: String {
    switch self {
    case .missing: "does not exist"
    case .openToOthers: "is open to other users; its mode must be 0600 for one person, 0660 for a group"
    case .notYours: "belongs to another user"
    case .noFile: "is not an ordinary file with one name"
    case .network: "is on a network file system, where SQLite cannot keep sessions apart; use PostgreSQL"
    case .folderOpen: "is in a folder that every user may enter or change; its mode must be 2770"
    case .unreachable: "is in a folder that cannot be reached, or that another user could replace"
    }
  }
}

/// The reason why an exported file is not imported.
package enum TeamArchiveFlaw: Hashable, Sendable {
  case noArchive
  case newer
  case doesNotOpen
  case differs

  /// Follows the name of the file.
  var words: String {
    switch self {
    case .noArchive: "is no export of a team's store"
    case .newer: "is of a newer version of CaseDesk; update this program"
    case .doesNotOpen: "does not open with the team's key that is kept here, or was changed"
    case .differs: "has other rows than it says; nothing was imported"
    }
  }
}
