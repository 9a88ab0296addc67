import FoundationEssentials

/// JSON that this program itself writes.
enum StoreJSON {
  static func bytes(_ value: some Encodable) throws(StoreProblem) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    do {
      return Array(try encoder.encode(value))
    } catch {
      throw .notSaved(.other)
    }
  }

  /// Nil when the bytes are no `Value`.
  static func value<Value: Decodable>(_ bytes: [UInt8]) -> Value? {
    do { return try JSONDecoder().decode(Value.self, from: Data(bytes)) } catch { return nil }
  }
}

extension Date {
  /// Since 1970; the store keeps times to the millisecond.
  var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }

  init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
