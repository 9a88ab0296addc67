import Glibc
import PrivateIO

/// A compiled terminal description (term(5)), checked where ncurses trusts it blindly: bad offsets make ncurses read
/// names of extended capabilities beyond their table, and overwrite the heap when it copies them.
struct CompiledDescription {
  private let bytes: [UInt8]
  /// It is the system's own: root alone can change it, as the library that reads it, and the environment names no other
  /// place to look in.
  let isOfSystem: Bool

  /// The file that ncurses would read; nil where there is none in a folder.
  init?(of type: String, environment: [String: String]) {
    guard let first = type.utf8.first, !type.utf8.contains(UInt8(ascii: "/")) else { return nil }
    var folders = [environment["TERMINFO"], environment["HOME"].map { $0 + "/.terminfo" }].compactMap { $0 }
    folders += (environment["TERMINFO_DIRS"] ?? "").utf8.split(separator: UInt8(ascii: ":")).map {
      String(Substring($0))
    }
    folders += Self.systemFolders
    let letter = String(decoding: [first], as: UTF8.self)
    for folder in folders {
      for place in [letter, String(first, radix: 16)] {
        guard let (bytes, isOfRoot) = Self.read("\(folder)/\(place)/\(type)") else { continue }
        self.bytes = bytes
        // TERMINFO can hold a description itself.
        isOfSystem =
          isOfRoot && Self.systemFolders.contains(folder)
          && environment["TERMINFO"] == nil && environment["TERMINFO_DIRS"] == nil
        return
      }
    }
    return nil
  }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    isOfSystem = false
  }

  private static let systemFolders = ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo"]

  /// The bytes that ncurses reads of one (MAX_ENTRY_SIZE).
  private static let largest = 32_768

  private static func read(_ path: String) -> (bytes: [UInt8], isOfRoot: Bool)? {
    let number = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard number >= 0 else { return nil }
    let file = Descriptor(number)
    defer { file.close() }
    var facts = stat()
    let isOfRoot = fstat(number, &facts) == 0 && facts.st_uid == 0 && facts.st_mode & 0o022 == 0
    do throws(IOFailure) { return (try file.readStart(limit: largest), isOfRoot) } catch { return nil }
  }

  /// False when a name of an extended capability ends outside its table. Files that ncurses itself refuses are sound.
  var hasSoundNames: Bool {
    guard let magic = word(0), let names = word(2), let flags = word(4), let numbers = word(6), let strings = word(8),
      let size = word(10), [names, flags, numbers, strings, size].allSatisfy({ $0 >= 0 })
    else { return true }
    let width = magic == 0x021E ? 4 : 2
    var place = Self.even(12 + names + flags) + numbers * width + strings * 2 + size
    place = Self.even(place)
    let counts = (0..<5).compactMap { word(place + 2 * $0) }
    guard counts.count == 5, counts.allSatisfy({ $0 >= 0 }) else { return true }
    let (moreFlags, moreNumbers, moreStrings, limit) = (counts[0], counts[1], counts[2], counts[4])
    let offsets = Self.even(place + 10 + moreFlags) + moreNumbers * width
    let table = offsets + 2 * (2 * moreStrings + moreFlags + moreNumbers)
    guard table + limit <= bytes.count else { return true }
    // The names begin after the values: ncurses adds up the lengths of the values.
    var values = 0
    for index in 0..<moreStrings {
      guard let offset = word(offsets + 2 * index), offset >= 0, offset < limit,
        let end = bytes[(table + offset)..<(table + limit)].firstIndex(of: 0)
      else { continue }
      values += end - (table + offset) + 1
    }
    return (0..<moreFlags + moreNumbers + moreStrings).allSatisfy { index in
      guard let offset = word(offsets + 2 * (moreStrings + index)), offset >= 0 else { return false }
      let start = table + values + offset
      return start < table + limit && bytes[start..<(table + limit)].contains(0)
    }
  }

  private func word(_ place: Int) -> Int? {
    guard place + 1 < bytes.count else { return nil }
    return Int(Int16(truncatingIfNeeded: Int(bytes[place]) | Int(bytes[place + 1]) << 8))
  }

  private static func even(_ place: Int) -> Int { place + place % 2 }
}
