import Glibc
import PrivateIO
import TestSupport
import Testing

struct DescriptorTests {
  private static let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }

  private func opened(_ path: String, _ flags: Int32) throws -> Descriptor {
    let number = open(path, flags | O_CLOEXEC, 0o600)
    try #require(number >= 0)
    return Descriptor(number)
  }

  // MARK: - Writing

  @Test func aWriteIsWholeThroughAPipeThatIsOftenFull() async throws {
    let pipe = try Pipe(blocks: false)
    let writer = Worker { () throws(IOFailure) in
      try pipe.input.write(Self.bytes)
      return []
    }
    var read: [UInt8] = []
    var mayCome = true
    while mayCome {
      let isLast = writer.isDone
      let halt = try pipe.output.take(into: &read, upTo: Self.bytes.count)
      mayCome = halt == .nothingYet && !isLast
      await Task.yield()
    }
    // Compared outside: a failed expectation would look for the shortest way from one to the other.
    let isWhole = read == Self.bytes
    #expect(isWhole, "\(read.count) bytes")
    #expect(await until { writer.isDone })
    #expect(writer.result == .success([]))
  }

  @Test func whileAPipeIsFullNoCallIsMade() async throws {
    #expect(Worker.signalsInterrupt)
    let pipe = try Pipe(blocks: false)
    try pipe.input.write(Array(repeating: 7, count: Pipe.room))
    let writer = Worker { () throws(IOFailure) in
      try pipe.input.write([1])
      return []
    }
    #expect(await until { writer.calls("syscw") > 0 })
    for _ in 0..<20 { #expect(await writer.interrupt()) }
    // One that tries in a circle makes thousands.
    #expect(writer.calls("syscw") <= 5)
    #expect(try pipe.output.readOnce(upTo: Pipe.room)?.count == Pipe.room)
    #expect(await until { writer.isDone })
    #expect(try pipe.output.readOnce(upTo: 9) == [1])
  }

  /// A signal ends a call early: with fewer bytes than were given, or with none.
  @Test func aWriteThatSignalsCutShortIsWhole() async throws {
    #expect(Worker.signalsInterrupt)
    let pipe = try Pipe(blocks: true)
    let writer = Worker { () throws(IOFailure) in
      try pipe.input.write(Self.bytes)
      return []
    }
    for _ in 0..<50 {
      #expect(await until { writer.isDone || writer.isAsleep })
      #expect(await writer.interrupt())
    }
    // A writer that gave up leaves the pipe open, and no reader may wait for it.
    let isWhole = try !writer.isDone && pipe.output.readStart(limit: Self.bytes.count) == Self.bytes
    #expect(isWhole)
    #expect(await until { writer.isDone })
    #expect(writer.result == .success([]))
  }

  @Test func patienceEnds() async throws {
    let pipe = try Pipe(blocks: false)
    let writer = Worker { () throws(IOFailure) in
      try pipe.input.write(Self.bytes, patience: .milliseconds(1))
      return []
    }
    #expect(await until { writer.isDone })
    #expect(writer.result == .failure(.stalled))
    #expect(try pipe.output.readOnce(upTo: Pipe.room) == Array(Self.bytes.prefix(Pipe.room)))
  }

  @Test func aFullDiskIsSaid() throws {
    let full = try opened("/dev/full", O_WRONLY)
    defer { full.close() }
    #expect(throws: IOFailure.system(ENOSPC)) { try full.write([1, 2, 3]) }
  }

  @Test func aDescriptorThatCannotBeWrittenIsSaid() throws {
    let null = try opened("/dev/null", O_RDONLY)
    defer { null.close() }
    #expect(throws: IOFailure.system(EBADF)) { try null.write([1]) }
  }

  // MARK: - Reading

  @Test func everythingUpToTheLimitIsRead() throws {
    let folder = try TestFolder()
    let file = try opened(folder.path + "/file", O_RDWR | O_CREAT)
    defer { file.close() }
    try file.write(Self.bytes)
    for (limit, expected) in [(Self.bytes.count, IOFailure?.none), (Self.bytes.count - 1, .tooLong)] {
      lseek(file.number, 0, SEEK_SET)
      var failure: IOFailure?
      var isWhole = false
      do throws(IOFailure) { isWhole = try file.readAll(limit: limit) == Self.bytes } catch { failure = error }
      #expect(failure == expected && isWhole == (expected == nil))
    }
    lseek(file.number, 0, SEEK_SET)
    #expect(try file.readStart(limit: 100_000) == Array(Self.bytes.prefix(100_000)))
  }

  @Test func whileAPipeIsEmptyNoCallIsMade() async throws {
    #expect(Worker.signalsInterrupt)
    let pipe = try Pipe(blocks: false)
    let reader = Worker { () throws(IOFailure) in try pipe.output.readAll(limit: 100) }
    #expect(await until { reader.calls("syscr") > 0 })
    for _ in 0..<20 { #expect(await reader.interrupt()) }
    // One that tries in a circle makes thousands; a new thread makes a few of its own.
    #expect(reader.calls("syscr") <= 10)
    try pipe.input.write([1, 2])
    #expect(await until { !pipe.hasBytes })
    try pipe.input.write([3])
    pipe.closeInput()
    #expect(await until { reader.isDone })
    #expect(reader.result == .success([1, 2, 3]))
  }

  @Test func aReadThatSignalsCutShortGoesOn() async throws {
    #expect(Worker.signalsInterrupt)
    let pipe = try Pipe(blocks: true)
    let reader = Worker { () throws(IOFailure) in try pipe.output.readAll(limit: 100) }
    for _ in 0..<50 {
      #expect(await until { reader.isDone || reader.isAsleep })
      #expect(await reader.interrupt())
    }
    try pipe.input.write([1, 2, 3])
    pipe.closeInput()
    #expect(await until { reader.isDone })
    #expect(reader.result == .success([1, 2, 3]))
  }

  @Test func whatIsThereIsTakenWithoutAWait() throws {
    let pipe = try Pipe(blocks: false)
    var bytes: [UInt8] = [0]
    #expect(try pipe.output.take(into: &bytes, upTo: 4) == .nothingYet)
    #expect(try pipe.output.readOnce(upTo: 4) == nil)
    try pipe.input.write([1, 2])
    #expect(try pipe.output.take(into: &bytes, upTo: 4) == .nothingYet)
    try pipe.input.write([3, 4])
    #expect(try pipe.output.take(into: &bytes, upTo: 4) == .limit)
    #expect(bytes == [0, 1, 2, 3])
    pipe.closeInput()
    #expect(try pipe.output.take(into: &bytes, upTo: 9) == .end)
    #expect(try pipe.output.readOnce(upTo: 9) == [])
    #expect(bytes == [0, 1, 2, 3, 4])
  }

  @Test func aFolderCannotBeRead() throws {
    let folder = try opened("/", O_RDONLY)
    defer { folder.close() }
    #expect(throws: IOFailure.system(EISDIR)) { try folder.readAll(limit: 9) }
  }
}
