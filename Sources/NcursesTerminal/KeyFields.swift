/// The numbers of a key sequence: fields between semicolons, each with sub-fields between colons.
struct KeyFields: Sendable {
  private let fields: [[Int?]]

  /// Nil where anything but digits, semicolons and colons is among the bytes, or a number that no key has.
  init?(_ parameters: [UInt8]) {
    guard parameters.allSatisfy({ (0x30...0x3B).contains($0) }) else { return nil }
    var fields: [[Int?]] = []
    for field in parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      var numbers: [Int?] = []
      for part in field.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false) {
        let number = Int(String(decoding: part, as: UTF8.self))
        guard part.isEmpty || number.map({ $0 <= 0x10FFFF }) == true else { return nil }
        numbers.append(number)
      }
      fields.append(numbers)
    }
    self.fields = fields
  }

  var count: Int { fields.count }

  /// The first number of a field; 1 where it is left out.
  subscript(field: Int) -> Int { part(0, of: field) ?? 1 }

  /// Nil where it is left out.
  func part(_ index: Int, of field: Int) -> Int? {
    fields.indices.contains(field) && fields[field].indices.contains(index) ? fields[field][index] : nil
  }

  /// All numbers of a field that are there.
  func parts(of field: Int) -> [Int] { fields.indices.contains(field) ? fields[field].compactMap(\.self) : [] }

  /// True when the key was released: event 3 of the kitty protocol.
  var isRelease: Bool { part(1, of: 1) == 3 }
}
