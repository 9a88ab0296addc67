import GRDB

/// A version of the SQLite library, which the system brings and not this program.
package struct SQLiteVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// As `sqlite3_libversion_number`: 3_040_001 is 3.40.1.
  package let number: Int32

  package init(number: Int32) { self.number = number }

  /// This version brought STRICT tables, and every table here is one (sqlite.org/stricttables.html). GRDB needs 3.20.
  package static let needed = SQLiteVersion(number: 3_037_000)

  /// The version that is loaded in this process.
  package static var loaded: SQLiteVersion { SQLiteVersion(number: Database.sqliteLibVersionNumber) }

  package static func < (one: SQLiteVersion, other: SQLiteVersion) -> Bool { one.number < other.number }

  package var description: String { "\(number / 1_000_000).\(number / 1000 % 1000).\(number % 1000)" }

  /// The reason why nothing can be kept with this version; nil when everything can.
  package var problem: String? {
    guard self < .needed else { return nil }
    return "This machine's SQLite is \(self); CaseDesk needs \(Self.needed) or newer: update libsqlite3-0."
  }
}
