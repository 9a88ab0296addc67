import Foundation

/// Every byte that a process has in memory, as root reads it.
enum ProcessMemory {
  static let canBeRead = getuid() == 0

  /// How often `bytes` stand in the memory of the process, its stacks and guarded pages included.
  static func count(of bytes: [UInt8], in process: Int32) throws -> Int {
    let maps = String(decoding: FileManager.default.contents(atPath: "/proc/\(process)/maps") ?? Data(), as: UTF8.self)
    let memory = open("/proc/\(process)/mem", O_RDONLY)
    guard memory >= 0, !maps.isEmpty else { throw CocoaError(.fileReadNoPermission) }
    defer { close(memory) }
    var count = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    for line in maps.split(separator: "\n") {
      // What is only mapped from a file and cannot be written to holds nothing of this run.
      let words = line.split(separator: " ", maxSplits: 5)
      let bounds = words[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
      guard bounds.count == 2, words.count > 4, words[4] == "0" || words[1].contains("w") else { continue }
      var address = bounds[0]
      while address < bounds[1] {
        let length = min(buffer.count, Int(bounds[1] - address))
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
