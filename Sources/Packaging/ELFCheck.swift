import Foundation

/// What a program file says about itself, as far as its safety depends on it: read from the bytes (64-bit, little-endian ELF;
/// the numbers are those of <elf.h>), so that nothing unfit is packed whatever flags it was built with.
struct ELFCheck {
  /// Where each may come from, the package's dependencies say.
  static let libraries: Set = [
    "libc.so.6", "libgcc_s.so.1", "libm.so.6", "libncursesw.so.6", "libsodium.so.23", "libsqlite3.so.0",
    "libstdc++.so.6", "libtinfo.so.6", "libz.so.1",
  ]

  /// One sentence each; empty: it can be installed.
  let problems: [String]

  init(_ file: Data) {
    guard let image = Image(file) else {
      problems = ["It is no 64-bit ELF program of this kind of machine."]
      return
    }
    var found: [String] = []
    if image.type != 3 || image.flags1 & 0x0800_0000 == 0 { found.append("It is not position-independent (PIE).") }
    if !image.segments.contains(where: { $0.type == 0x6474_E552 }) || !image.bindsNow {
      found.append("It has not full RELRO (-z relro -z now).")
    }
    if let stack = image.segments.first(where: { $0.type == 0x6474_E551 }) {
      if stack.flags & 1 != 0 { found.append("Its stack can be executed.") }
    } else {
      found.append("It does not say that its stack is not to be executed.")
    }
    if image.segments.contains(where: { $0.type == 1 && $0.flags & 3 == 3 }) {
      found.append("It has memory that can be written and executed.")
    }
    for path in image.runPaths { found.append("It looks for libraries in \(path) (RUNPATH): --disable-local-rpath.") }
    let foreign = image.needed.filter { !Self.libraries.contains($0) && !$0.hasPrefix("ld-linux-") }
    if !foreign.isEmpty {
      found.append("It needs \(foreign.joined(separator: ", ")): --static-swift-stdlib.")
    }
    problems = found
  }
}

/// The parts of an ELF file that the check looks at.
private struct Image {
  struct Segment {
    var type: UInt32
    var flags: UInt32
    var offset: Int
    var address: UInt64
    var size: Int
  }

  var type: UInt16
  var segments: [Segment] = []
  var flags1: UInt64 = 0
  var bindsNow = false
  var runPaths: [String] = []
  var needed: [String] = []

  init?(_ file: Data) {
    let bytes = Bytes(file: file)
    guard file.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]), let type = bytes.number(16, UInt16.self),
      let table = bytes.offset(32), let count = bytes.number(56, UInt16.self)
    else { return nil }
    self.type = type
    for index in 0..<Int(count) {
      let start = table + index * 56
      guard let type = bytes.number(start, UInt32.self), let flags = bytes.number(start + 4, UInt32.self),
        let offset = bytes.offset(start + 8), let address = bytes.number(start + 16, UInt64.self),
        let size = bytes.offset(start + 32)
      else { return nil }
      segments.append(Segment(type: type, flags: flags, offset: offset, address: address, size: size))
    }
    guard let dynamic = segments.first(where: { $0.type == 2 }) else { return nil }
    var entries: [(tag: UInt64, value: UInt64)] = []
    for start in stride(from: dynamic.offset, to: dynamic.offset + dynamic.size, by: 16) {
      guard let tag = bytes.number(start, UInt64.self), let value = bytes.number(start + 8, UInt64.self) else {
        return nil
      }
      if tag == 0 { break }
      entries.append((tag, value))
    }
    guard let strings = entries.first(where: { $0.tag == 5 }).flatMap({ fileOffset(of: $0.value) }) else { return nil }
    for entry in entries {
      switch entry.tag {
      case 1: needed.append(bytes.text(strings + Int(entry.value)))
      case 15, 29: runPaths.append(bytes.text(strings + Int(entry.value)))
      case 24: bindsNow = true
      case 30: bindsNow = bindsNow || entry.value & 8 != 0
      case 0x6FFF_FFFB: flags1 = entry.value
      default: break
      }
    }
  }

  private func fileOffset(of address: UInt64) -> Int? {
    for segment in segments where segment.type == 1 && address >= segment.address {
      let distance = address - segment.address
      if distance < UInt64(segment.size) { return segment.offset + Int(distance) }
    }
    return nil
  }
}

private struct Bytes {
  let file: Data

  func number<Number: FixedWidthInteger>(_ offset: Int, _ type: Number.Type) -> Number? {
    guard offset >= 0, offset <= file.count - MemoryLayout<Number>.size else { return nil }
    let start = file.startIndex + offset
    return file[start..<start + MemoryLayout<Number>.size].reversed().reduce(0) { $0 << 8 | Number($1) }
  }

  /// One that lies in the file.
  func offset(_ place: Int) -> Int? { number(place, UInt64.self).flatMap { $0 <= UInt64(file.count) ? Int($0) : nil } }

  func text(_ offset: Int) -> String {
    guard offset >= 0, offset < file.count else { return "" }
    return String(decoding: file[(file.startIndex + offset)...].prefix { $0 != 0 }, as: UTF8.self)
  }
}
