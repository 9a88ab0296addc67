import Foundation

/// This process's own memory, as /proc shows it.
enum Memory {
  struct Region {
    let start: UInt
    let end: UInt
    let permissions: String
  }

  static var regions: [Region] {
    let file = FileHandle(forReadingAtPath: "/proc/self/maps")
    let text = String(decoding: file?.readDataToEndOfFile() ?? Data(), as: UTF8.self)
    return text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      let bounds = words[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      guard bounds.count == 2, words.count > 1 else { return nil }
      return Region(start: bounds[0], end: bounds[1], permissions: String(words[1]))
    }
  }

  static func permissions(at address: UInt) -> String? {
    regions.first { $0.start <= address && address < $0.end }?.permissions
  }
}
