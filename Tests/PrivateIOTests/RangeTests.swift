import Foundation
import TestSupport
import Testing

@testable import PrivateIO

struct RangeTests {
  @Test func bytesAreReadAtTheirOffsets() throws {
    let folder = try TestFolder()
    let descriptor = Descriptor(open(try folder.file("letters", "abcdef"), O_RDONLY))
    defer { descriptor.close() }
    #expect(try descriptor.bytes(in: 1..<4) == Array("bcd".utf8))
    #expect(try descriptor.bytes(in: 4..<9) == Array("ef".utf8), "less where the file ends before")
    #expect(try descriptor.bytes(in: 9..<12).isEmpty)
    #expect(try descriptor.bytes(in: 0..<2) == Array("ab".utf8), "where a read goes on did not change")
  }

  @Test func theStartIsOverwrittenAndTheRestStays() throws {
    let folder = try TestFolder()
    let path = try folder.file("letters", "abcdef")
    let descriptor = Descriptor(open(path, O_RDWR))
    defer { descriptor.close() }
    try descriptor.overwriteStart(Array("XY".utf8))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "XYcdef")
  }

  @Test func aDescriptorThatIsNoneSaysSo() {
    #expect(throws: IOFailure.system(EBADF)) { try Descriptor(-1).bytes(in: 0..<1) }
  }
}
