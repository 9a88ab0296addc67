import CPostgres

/// Parameters in the binary form of PostgreSQL: bytea as it is, bigint as eight bytes, the highest first.
struct PostgresParameters {
  static let bytea: UInt32 = 17
  static let bigint: UInt32 = 20

  private var types: [UInt32] = []
  private var bytes: [UInt8] = []
  /// Nil for NULL.
  private var ranges: [Range<Int>?] = []

  init(_ values: [TeamValue]) {
    for value in values {
      let start = bytes.count
      switch value {
      case .number(let number):
        types.append(Self.bigint)
        bytes += withUnsafeBytes(of: number.bigEndian, Array.init)
        ranges.append(start..<bytes.count)
      case .bytes(let value):
        types.append(Self.bytea)
        bytes += value
        ranges.append(start..<bytes.count)
      case .noNumber:
        types.append(Self.bigint)
        ranges.append(nil)
      case .noBytes:
        types.append(Self.bytea)
        ranges.append(nil)
      }
    }
    // An empty value at the end needs an address too.
    bytes.append(0)
  }

  /// Hands the statement to libpq. False when the connection is broken.
  func send(_ sql: String, on handle: PostgresHandle) -> Bool {
    bytes.withUnsafeBytes { buffer in
      let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      let values = ranges.map { range in range.flatMap { base?.advanced(by: $0.lowerBound) }.map { UnsafePointer($0) } }
      let lengths = ranges.map { Int32($0?.count ?? 0) }
      let formats = [Int32](repeating: 1, count: ranges.count)
      return handle.functions.PQsendQueryParams(
        handle.pointer, sql, Int32(ranges.count), types, values, lengths, formats, 1) == 1
    }
  }
}

/// The rows of a result in binary form.
enum PostgresRows {
  static func of(_ result: OpaquePointer, _ functions: cpostgres) throws(TeamProblem) -> [[TeamValue]] {
    switch functions.PQresultStatus(result) {
    case UInt32(CPOSTGRES_COMMAND_OK): return []
    case UInt32(CPOSTGRES_ROWS): break
    default:
      guard let state = functions.PQresultErrorField(result, Int32(CPOSTGRES_SQLSTATE)) else { throw .away }
      throw TeamProblem(sqlState: String(cString: state))
    }
    var rows: [[TeamValue]] = []
    for row in 0..<functions.PQntuples(result) {
      var values: [TeamValue] = []
      for column in 0..<functions.PQnfields(result) {
        values.append(try value(result, row, column, functions))
      }
      rows.append(values)
    }
    return rows
  }

  private static func value(
    _ result: OpaquePointer, _ row: Int32, _ column: Int32, _ functions: cpostgres
  ) throws(TeamProblem) -> TeamValue {
    guard functions.PQgetisnull(result, row, column) == 0 else { return .noBytes }
    let count = Int(functions.PQgetlength(result, row, column))
    guard let start = functions.PQgetvalue(result, row, column) else { throw .damaged }
    let bytes = Array(UnsafeRawBufferPointer(start: start, count: count))
    switch functions.PQftype(result, column) {
    case PostgresParameters.bytea: return .bytes(bytes)
    case PostgresParameters.bigint where count == 8:
      return .number(bytes.reduce(0) { $0 << 8 | Int64($1) })
    default: throw .damaged
    }
  }
}

extension TeamProblem {
  /// The reason in a code of PostgreSQL (Appendix A of its manual).
  init(sqlState: String) {
    self =
      switch sqlState {
      case "42P01", "3F000": .olderSchema
      case "42703": .newerSchema
      case "57014", "55P03", "40001", "40P01", "25P03": .slow
      case "53100", "53200", "54000": .full
      case "28000", "28P01", "3D000": .loginRefused
      case "42501", "25006": .notPermitted
      case let code where ["08", "53", "57", "58"].contains(String(code.utf8.prefix(2)) ?? ""): .away
      case let code where code.utf8.starts(with: "XX".utf8): .damaged
      default: .other
      }
  }
}
