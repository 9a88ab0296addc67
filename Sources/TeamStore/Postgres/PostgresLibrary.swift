import CPostgres

/// libpq, opened.
struct PostgresLibrary {
  static let name = "libpq.so.5"

  let functions: cpostgres

  init(_ name: String = Self.name) throws(TeamProblem) {
    var functions = cpostgres()
    guard cpostgres_open(name, &functions) == 0 else { throw .libraryMissing }
    self.functions = functions
  }

  /// True where this machine has libpq with all functions that are used. Opens it.
  static func isInstalled(_ name: String = Self.name) -> Bool {
    do throws(TeamProblem) {
      _ = try PostgresLibrary(name)
      return true
    } catch {
      return false
    }
  }
}

/// A connection of libpq, ended when it is let go.
final class PostgresHandle {
  let functions: cpostgres
  let pointer: OpaquePointer

  /// Takes the connection over.
  init(_ library: PostgresLibrary, _ pointer: OpaquePointer) {
    functions = library.functions
    self.pointer = pointer
  }

  deinit { functions.PQfinish(pointer) }

  var isOpen: Bool { functions.PQstatus(pointer) == UInt32(CPOSTGRES_OK) }
}
