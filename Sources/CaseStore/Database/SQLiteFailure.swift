import GRDB

extension StoreObstacle {
  /// The obstacle in an error of SQLite; the text of the error is dropped.
  init(_ error: any Error) {
    guard let error = error as? DatabaseError else {
      self = .other
      return
    }
    switch error.resultCode {
    case .SQLITE_FULL: self = .diskFull
    case .SQLITE_READONLY: self = .readOnly
    case .SQLITE_PERM, .SQLITE_AUTH: self = .notPermitted
    case .SQLITE_CANTOPEN: self = .cannotOpen
    case .SQLITE_IOERR: self = .diskFailed
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: self = .busy
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged
    case .SQLITE_NOMEM: self = .noMemory
    default: self = .other
    }
  }
}
