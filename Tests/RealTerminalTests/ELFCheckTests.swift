import Foundation
import TestSupport
import Testing

@testable import Packaging

/// What a program file must say of itself before it is packed.
@Suite struct ELFCheckTests {
  /// A small ELF file: header, segments, dynamic entries, strings.
  struct Shape {
    var type: UInt16 = 3
    var flags1: UInt64 = 0x0800_0001
    var dynamicFlags: UInt64 = 8
    var hasRelro = true
    var stackFlags: UInt32? = 6
    var textFlags: UInt32 = 5
    var needed = ["libc.so.6", "ld-linux-x86-64.so.2", "libsqlite3.so.0"]
    var runPath: (tag: UInt64, path: String)?

    var file: Data {
      var strings: [UInt8] = [0]
      func place(_ text: String) -> UInt64 {
        defer { strings += Array(text.utf8) + [0] }
        return UInt64(strings.count)
      }
      var dynamic = needed.map { (UInt64(1), place($0)) }
      if let runPath { dynamic.append((runPath.tag, place(runPath.path))) }
      var segments: [(type: UInt32, flags: UInt32)] = [(1, textFlags), (2, 6)]
      if hasRelro { segments.append((0x6474_E552, 4)) }
      if let stackFlags { segments.append((0x6474_E551, stackFlags)) }
      let dynamicOffset = 64 + segments.count * 56
      let stringOffset = dynamicOffset + (dynamic.count + 5) * 16
      let size = UInt64(stringOffset + strings.count)
      dynamic += [
        (5, UInt64(stringOffset)), (10, UInt64(strings.count)), (30, dynamicFlags), (0x6FFF_FFFB, flags1), (0, 0),
      ]

      var file = Data([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9))
      file.add(type, UInt16(62), UInt32(1))
      file.add(UInt64(0), UInt64(64), UInt64(0))
      file.add(UInt32(0), UInt16(64))
      file.add(UInt16(56), UInt16(segments.count), UInt16(64))
      file.add(UInt16(0), UInt16(0))
      for segment in segments {
        let isDynamic = segment.type == 2
        let offset = isDynamic ? UInt64(dynamicOffset) : 0
        let length = isDynamic ? UInt64(dynamic.count * 16) : size
        file.add(segment.type, segment.flags, UInt64(offset))
        file.add(offset, offset, length)
        file.add(length, UInt64(8))
      }
      for entry in dynamic { file.add(entry.0, entry.1) }
      return file + Data(strings)
    }
  }

  private func problems(_ file: Data) throws -> [String] {
    let folder = try TestFolder()
    let path = folder.path + "/program"
    try file.write(to: URL(fileURLWithPath: path))
    return try ELFCheck(path).problems
  }

  @Test func aHardenedProgramHasNoProblem() throws {
    #expect(try problems(Shape().file) == [])
  }

  @Test func aMissingReaderIsSaid() throws {
    #expect(
      throws: PackageProblem(
        sentence: "There is no /nonexistent/readelf, which shows how /bin/true was linked: install binutils.")
    ) { try ELFCheck("/bin/true", reader: "/nonexistent/readelf") }
  }

  private static let defects: [(shape: Shape, sentence: String)] = [
    (Shape(type: 2), "It is not position-independent (PIE)."),
    (Shape(flags1: 1), "It is not position-independent (PIE)."),
    (Shape(dynamicFlags: 0), "It does not have full RELRO (-z relro -z now)."),
    (Shape(hasRelro: false), "It does not have full RELRO (-z relro -z now)."),
    (Shape(stackFlags: 7), "Its stack can be executed."),
    (Shape(stackFlags: nil), "It does not mark its stack as non-executable."),
    (Shape(textFlags: 7), "It has memory that can be both written and executed."),
    (Shape(runPath: (29, "$ORIGIN")), "It looks for libraries in $ORIGIN (RUNPATH): --disable-local-rpath."),
    (Shape(runPath: (15, "/opt/lib")), "It looks for libraries in /opt/lib (RUNPATH): --disable-local-rpath."),
    (
      Shape(needed: ["libc.so.6", "libswiftCore.so", "libcurl.so.4"]),
      "It needs libswiftCore.so, libcurl.so.4: --static-swift-stdlib."
    ),
  ]

  @Test(arguments: defects.indices) func eachDefectIsNamed(index: Int) throws {
    let defect = Self.defects[index]
    #expect(try problems(defect.shape.file) == [defect.sentence])
  }

  @Test func whatIsCutOrNoProgramIsRefused() throws {
    let file = Shape().file
    #expect(try problems(Data("#!/bin/sh\n".utf8)).count == 1)
    #expect(try problems(Data()).count == 1)
    for length in 0..<(file.count - 1) { #expect(try !problems(file.prefix(length)).isEmpty, "\(length)") }
  }
}

extension Data {
  fileprivate mutating func add(_ numbers: any FixedWidthInteger...) {
    for number in numbers { put(number) }
  }

  private mutating func put<Number: FixedWidthInteger>(_ number: Number) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}
