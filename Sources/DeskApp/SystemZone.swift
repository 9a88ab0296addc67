package import Desk
import FoundationEssentials
import Glibc
import PrivateIO
import Synchronization

extension Zone {
  /// The zone `name` of the machine's zone files, else the machine's own. Foundation's TimeZone knows no IANA zones
  /// unless all of Foundation is linked, so the files are read here.
  package static func system(named name: String?) -> Zone {
    let files = ZoneFiles()
    let configured = name.flatMap(files.load)
    return Zone(
      local: { date in configured?.offset(at: date) ?? Self.machine(at: date) },
      named: { name, date in files.load(name)?.offset(at: date) })
  }

  private static func machine(at date: Date) -> (seconds: Int, name: String) {
    var time = time_t(date.timeIntervalSince1970)
    var parts = tm()
    guard localtime_r(&time, &parts) != nil else { return (0, "UTC") }
    return (parts.tm_gmtoff, parts.tm_zone.map { String(cString: $0) } ?? "UTC")
  }
}

/// The machine's compiled zone files (RFC 8536).
final class ZoneFiles: Sendable {
  private static let folder = "/usr/share/zoneinfo/"
  /// Each name is read once; nil: the machine has no such zone. A service that names more zones than there are gets none.
  private let known = Mutex<[String: ZoneFile?]>([:])
  private static let most = 1000

  /// Nil for a name that is not an IANA zone's, and where the machine has no such file.
  func load(_ name: String) -> ZoneFile? {
    known.withLock { known in
      if let zone = known[name] { return zone }
      guard known.count < Self.most else { return nil }
      let zone = Self.read(name)
      known[name] = .some(zone)
      return zone
    }
  }

  private static func read(_ name: String) -> ZoneFile? {
    let isPlain = name.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "/") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        || (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
    }
    guard isPlain, !name.isEmpty, name.utf8.count <= 64, name.utf8.first != UInt8(ascii: "/") else { return nil }
    return Descriptor.systemFile(folder + name, limit: 1 << 20).flatMap { ZoneFile($0) }
  }
}

/// The transitions of one zone.
struct ZoneFile: Sendable {
  private struct Kind: Sendable {
    let seconds: Int
    let name: String
  }

  private var transitions: [(at: Int, kind: Int)] = []
  private var kinds: [Kind] = []

  /// Nil unless `bytes` are a whole file of version 2 or later, whose second block has 64-bit times.
  init?(_ bytes: [UInt8]) {
    guard let first = Header(bytes, at: 0), first.version >= 2 else { return nil }
    let start = Header.length + first.dataLength(timeLength: 4)
    guard let header = Header(bytes, at: start) else { return nil }
    var position = start + Header.length
    guard bytes.count >= position + header.dataLength(timeLength: 8), header.kinds > 0 else { return nil }
    let times = (0..<header.times).map { Self.number(bytes, at: position + 8 * $0, length: 8) }
    position += 8 * header.times
    let indexes = (0..<header.times).map { Int(bytes[position + $0]) }
    position += header.times
    let names = position + 6 * header.kinds
    for index in 0..<header.kinds {
      let at = position + 6 * index
      let nameStart = names + Int(bytes[at + 5])
      let nameBytes = bytes[min(nameStart, bytes.count)...].prefix { $0 != 0 }
      kinds.append(
        Kind(seconds: Self.number(bytes, at: at, length: 4), name: String(decoding: nameBytes, as: UTF8.self)))
    }
    guard indexes.allSatisfy({ $0 < kinds.count }) else { return nil }
    transitions = Array(zip(times, indexes)).map { (at: $0, kind: $1) }
  }

  /// Past the last transition of the file its rule is not evaluated; current files list transitions until 2037.
  func offset(at date: Date) -> (seconds: Int, name: String) {
    let time = Int(date.timeIntervalSince1970.rounded(.down))
    let kind = transitions.last { $0.at <= time }.map { kinds[$0.kind] } ?? kinds[0]
    return (kind.seconds, kind.name)
  }

  /// Big-endian two's complement.
  private static func number(_ bytes: [UInt8], at start: Int, length: Int) -> Int {
    var value = bytes[start] >= 0x80 ? -1 : 0
    for index in 0..<length { value = (value << 8) | Int(bytes[start + index]) }
    return value
  }

  private struct Header {
    static let length = 44
    let version: Int
    let times: Int
    let kinds: Int
    private let universal: Int
    private let standard: Int
    private let leaps: Int
    private let characters: Int

    init?(_ bytes: [UInt8], at start: Int) {
      guard bytes.count >= start + Self.length, Array(bytes[start..<start + 4]) == Array("TZif".utf8) else {
        return nil
      }
      version = Int(bytes[start + 4]) - 0x30
      let counts = (0..<6).map { ZoneFile.number(bytes, at: start + 20 + 4 * $0, length: 4) }
      guard counts.allSatisfy({ (0...100_000).contains($0) }) else { return nil }
      (universal, standard, leaps) = (counts[0], counts[1], counts[2])
      (times, kinds, characters) = (counts[3], counts[4], counts[5])
    }

    func dataLength(timeLength: Int) -> Int {
      times * (timeLength + 1) + kinds * 6 + characters + leaps * (timeLength + 4) + standard + universal
    }
  }
}
