import Foundation
import TestSupport
import Testing

/// Our prototypes of libpq are those of the installed header.
struct PrototypeTests {
  private static let headers = "/usr/include/postgresql"
  private static let clang = PostgresCluster.program("clang")

  private static let canCompare = clang != nil && FileManager.default.fileExists(atPath: headers + "/libpq-fe.h")

  private func compile(_ change: (String) -> String = { $0 }) throws -> (text: String, code: Int32) {
    let folder = try TestFolder()
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let ours = try String(contentsOf: root.appending(path: "Sources/CPostgres/include/CPostgres.h"), encoding: .utf8)
    _ = try folder.file("CPostgres.h", change(ours))
    // Each function is declared again, which C refuses for another type.
    let source = try folder.file(
      "compare.c",
      """
      #include <libpq-fe.h>
      #include "CPostgres.h"
      #define DECLARE(result, name, parameters) extern result name parameters;
      CPOSTGRES_FUNCTIONS(DECLARE)
      #define SAME(ours, theirs) _Static_assert((int)ours == (int)theirs, "another value");
      SAME(CPOSTGRES_OK, CONNECTION_OK)
      SAME(CPOSTGRES_BAD, CONNECTION_BAD)
      SAME(CPOSTGRES_TLS, CONNECTION_SSL_STARTUP)
      SAME(CPOSTGRES_POLL_FAILED, PGRES_POLLING_FAILED)
      SAME(CPOSTGRES_POLL_READ, PGRES_POLLING_READING)
      SAME(CPOSTGRES_POLL_WRITE, PGRES_POLLING_WRITING)
      SAME(CPOSTGRES_POLL_OK, PGRES_POLLING_OK)
      SAME(CPOSTGRES_COMMAND_OK, PGRES_COMMAND_OK)
      SAME(CPOSTGRES_ROWS, PGRES_TUPLES_OK)
      SAME(CPOSTGRES_SQLSTATE, PG_DIAG_SQLSTATE)
      SAME(CPOSTGRES_CODES_ONLY, PQERRORS_SQLSTATE)

      """)
    let clang = try #require(Self.clang)
    return try PostgresCluster.output(
      [clang, "-fsyntax-only", "-Wall", "-Werror", "-I\(Self.headers)", "-I\(folder.path)", source])
  }

  @Test(.enabled(if: canCompare, "clang or libpq-fe.h (libpq-dev) is missing"))
  func ourPrototypesAreThoseOfTheHeader() throws {
    let same = try compile()
    #expect(same.code == 0, "\(same.text)")
    for (ours, wrong) in [
      ("F(int, PQflush", "F(long, PQflush"), ("CPOSTGRES_TLS = 7", "CPOSTGRES_TLS = 6"),
      ("(const struct pg_result *, int, int))", "(const struct pg_result *, int))"),
    ] {
      #expect(try compile { $0.replacing(ours, with: wrong) }.code != 0, "\(ours)")
    }
  }
}
