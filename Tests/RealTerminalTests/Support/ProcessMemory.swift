import Foundation
import Testing

/// Every byte that a process has in memory, as root reads it.
enum ProcessMemory {
  static let canBeRead = getuid() == 0

  struct Region: Sendable {
    let bounds: Range<UInt64>
    let permissions: Substring
    /// Mapped from a file.
    let isOfFile: Bool
    let name: Substring
  }

  /// All that is mapped. The kernel gives the table in pieces of a page, so that it is read to its end.
  static func regions(of process: Int32) throws -> [Region] {
    let file = try #require(FileHandle(forReadingAtPath: "/proc/\(process)/maps"))
    var table = Data()
    while let piece = try file.read(upToCount: 1 << 16), !piece.isEmpty { table += piece }
    return String(decoding: table, as: UTF8.self).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
      let bounds = words[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
      guard bounds.count == 2, words.count > 4 else { return nil }
      return Region(
        bounds: bounds[0]..<bounds[1], permissions: words[1], isOfFile: words[4] != "0",
        name: words.count > 5 ? words[5].drop { $0 == " " } : "")
    }
  }

  /// How often `bytes` stand in the memory of the process, its stacks and guarded pages included.
  static func count(of bytes: [UInt8], in process: Int32) throws -> Int {
    // A mapping of a file that cannot be written to holds nothing of this run.
    let regions = try regions(of: process).filter { !$0.isOfFile || $0.permissions.contains("w") }
    return try count(of: bytes, in: process, regions)
  }

  static func count(of bytes: [UInt8], in process: Int32, _ regions: [Region]) throws -> Int {
    let memory = open("/proc/\(process)/mem", O_RDONLY)
    guard memory >= 0, !regions.isEmpty else { throw CocoaError(.fileReadNoPermission) }
    defer { close(memory) }
    var count = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    // The kernel's page of old system calls lies above.
    for region in regions where region.bounds.upperBound <= UInt64(Int64.max) {
      var address = region.bounds.lowerBound
      while address < region.bounds.upperBound {
        let length = min(buffer.count, Int(region.bounds.upperBound - address))
        let got = pread(memory, &buffer, length, off_t(address))
        if got > 0 { count += occurrences(of: bytes, in: buffer, got) }
        // Pieces overlap, so that nothing is cut in two.
        address += UInt64(length < buffer.count || got <= 0 ? length : length - bytes.count)
      }
    }
    return count
  }

  private static func occurrences(of bytes: [UInt8], in buffer: [UInt8], _ length: Int) -> Int {
    buffer.withUnsafeBytes { buffer in
      bytes.withUnsafeBytes { bytes in
        guard let start = buffer.baseAddress, let needle = bytes.baseAddress else { return 0 }
        let end = length - bytes.count
        var count = 0
        var offset = 0
        while offset <= end, let found = memchr(start + offset, Int32(bytes[0]), end - offset + 1) {
          if memcmp(found, needle, bytes.count) == 0 { count += 1 }
          offset = start.distance(to: UnsafeRawPointer(found)) + 1
        }
        return count
      }
    }
  }
}
