import Foundation
import GRDB
import PrivateIO
import TestSupport
import Testing

@testable import CaseStore

/// What keeps the store from being used, and leaves its files alone.
struct ObstacleTests {
  private func filled() throws -> StoreBench {
    let bench = try StoreBench()
    try bench.with { (store) throws in
      _ = try store.save(content("text"), as: draftID(), expecting: nil)
      try store.remember(recent())
    }
    return bench
  }

  /// The databases and the key; a look at a database may leave an empty log beside it.
  private func unchanged(_ bench: StoreBench, _ body: () throws -> Void) throws -> Bool {
    func contents() throws -> [String: Data] {
      try bench.files.filter { $0.key.hasSuffix(".sqlite") || $0.key.hasSuffix("key") }
    }
    let before = try contents()
    try body()
    return try contents() == before
  }

  @Test func aNewerStoreIsLeftAsItIs() throws {
    for file in ["drafts.sqlite", "cache.sqlite"] {
      let bench = try filled()
      try raw(bench.folder + "/" + file) { db in
        try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('from-the-future')")
      }
      let same = try unchanged(bench) { #expect(refusal { _ = try bench.open() } == .unavailable(.newerSchema)) }
      #expect(same, "\(file)")
    }
  }

  @Test func aHeldFileIsBusyAndNotTouched() throws {
    let bench = try filled()
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let holder = try DatabaseQueue(path: bench.draftFile, configuration: configuration)
    try holder.inDatabase { try $0.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE") }
    let found = refusal { _ = try bench.open { $0.patience = 0.1 } }
    #expect(found == .unavailable(.busy))
    #expect(try bench.setAside.isEmpty)
    try holder.inDatabase { try $0.execute(sql: "ROLLBACK") }
    try holder.close()
    #expect(try bench.with { try $0.drafts().records.map(\.text) } == ["text"])
  }

  @Test func twoOpenSessionsWriteWithoutABusyError() async throws {
    let bench = try StoreBench()
    let stores = try (0..<4).map { _ in try bench.open { $0.patience = 30 } }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, store) in stores.enumerated() {
        group.addTask {
          var version: Int64?
          for round in 0..<25 {
            version = try store.save(content("\(round)"), as: draftID(number), expecting: version).version
            try store.remember(recent(round))
            _ = try store.recents()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try stores[0].drafts().records.map(\.text) == ["24", "24", "24", "24"])
    #expect(try stores[0].recents().records.count == 25)
    for store in stores { try store.close() }
  }

  @Test func manyStartsAtOnceMakeOneStore() async throws {
    let bench = try StoreBench()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          let store = try bench.open()
          _ = try store.save(content("text"), as: draftID(number), expecting: nil)
          try store.close()
        }
      }
      try await group.waitForAll()
    }
    try bench.with { (store) throws in
      #expect(try store.drafts().records.count == 8)
      #expect(store.notices.isEmpty)
    }
  }

  @Test(.enabled(if: SmallDisk.canBeMounted, "a small disk cannot be mounted here"))
  func aReadOnlyDiskIsSaidSo() throws {
    let bench = try StoreBench()
    let disk = try SmallDisk(at: bench.base, size: "2m")
    defer { disk.unmount() }
    try bench.with { _ = try $0.save(content("text"), as: draftID(), expecting: nil) }
    // Another test that starts a program holds our descriptors for the moment between fork and exec.
    let deadline = ContinuousClock.now + .seconds(300)
    while mount(nil, disk.path, nil, UInt(MS_REMOUNT | MS_RDONLY), nil) != 0, ContinuousClock.now < deadline {
      sched_yield()
    }
    #expect(refusal { _ = try bench.open() } == .unavailable(.readOnly))
    #expect(mount(nil, disk.path, nil, UInt(MS_REMOUNT), "mode=700") == 0)
    #expect(try bench.with { try $0.drafts().records.map(\.text) } == ["text"])
  }

  @Test func aHomeThatIsNoFolderIsSaidSo() throws {
    let bench = try StoreBench()
    _ = try bench.home.file("casedesk", "a file")
    guard case .unavailable(.place) = refusal({ _ = try bench.open() }) else {
      Issue.record("opened")
      return
    }
    let options = StoreOptions(cost: StoreBench.cheap)
    for base in ["relative/path", "", "/nonexistent-\(UUID().uuidString)\u{0}x"] {
      let place = StorePlace(base: base, profile: "p", operatorID: "o")
      let found = refusal { _ = try LocalStore.open(place, with: bench.secret("k"), options: options) }
      guard case .unavailable(.place) = found else {
        Issue.record("\(base.debugDescription): \(String(describing: found))")
        continue
      }
    }
  }

  @Test(.enabled(if: SmallDisk.canBeMounted, "a small disk cannot be mounted here"))
  func aFullDiskLosesNothingOlderAndRecovers() throws {
    let bench = try StoreBench()
    let disk = try SmallDisk(at: bench.base, size: "600k")
    defer { disk.unmount() }
    let store = try bench.open()
    let first = try store.save(content("first"), as: draftID(), expecting: nil)
    _ = try bench.home.file("casedesk/fill", "")
    // The test fills the disk, as another program would.
    let filler = try #require(FileHandle(forWritingAtPath: bench.base + "/fill"))
    while Glibc.write(filler.fileDescriptor, [UInt8](repeating: 0, count: 4096), 4096) == 4096 {}
    let long = content(String(repeating: "long ", count: 20_000))
    #expect(refusal { _ = try store.save(long, as: draftID(), expecting: first.version) } == .notSaved(.diskFull))
    #expect(
      refusal { try store.remember(recent(1, name: String(repeating: "x", count: 200_000))) } == .notSaved(.diskFull))
    #expect(try store.drafts().records == [first])
    try filler.close()
    unlink(bench.base + "/fill")
    let saved = try store.save(content("second"), as: draftID(), expecting: first.version)
    try store.close()
    try bench.with { (again) throws in
      #expect(again.notices.isEmpty)
      #expect(try again.drafts().records == [saved])
    }
  }

  /// No room, or no name left for a file (an inode), from the start.
  @Test(.enabled(if: SmallDisk.canBeMounted, "a small disk cannot be mounted here"), arguments: [true, false])
  func aDiskThatIsFullAtTheStartIsSaidSoAndNothingIsTouched(_ isOutOfRoom: Bool) throws {
    let bench = try StoreBench()
    let disk = try SmallDisk(at: bench.base, size: isOutOfRoom ? "400k" : "4m,nr_inodes=40")
    defer { disk.unmount() }
    try bench.with { _ = try $0.save(content("text"), as: draftID(), expecting: nil) }
    let fill = bench.base + "/fill"
    try FileManager.default.createDirectory(atPath: fill, withIntermediateDirectories: false)
    var number = 0
    while true {
      let descriptor = open("\(fill)/\(number)", O_WRONLY | O_CREAT, 0o600)
      guard descriptor >= 0 else { break }
      number += 1
      while isOutOfRoom, Glibc.write(descriptor, [UInt8](repeating: 0, count: 4096), 4096) > 0 {}
      close(descriptor)
      if isOutOfRoom { break }
    }
    let same = try unchanged(bench) { () throws in
      #expect(refusal { _ = try bench.open() } == .unavailable(.diskFull))
      #expect(try bench.setAside.isEmpty)
    }
    #expect(same)
    try FileManager.default.removeItem(atPath: fill)
    #expect(try bench.with { try $0.drafts().records.map(\.text) } == ["text"])
  }

  @Test func aStoreBegunOnANetworkFileSystemLeavesNothingBeside() throws {
    let bench = try StoreBench()
    try bench.open { $0.fileSystem = { _ in 0x6969 } }.close()
    let names = try FileManager.default.contentsOfDirectory(atPath: bench.folder)
    #expect(Set(names) == ["cache.sqlite", "drafts.sqlite", "key", "opening", "sessions"])
  }

  /// NFS, CIFS, SMB, SMB2, FUSE, Lustre, CephFS, GPFS, GFS2, OCFS2, AFS twice, 9p; then ext4, XFS, Btrfs, overlay, unknown.
  @Test func fileSystemsOfSeveralMachinesAreToldFromLocalOnes() {
    for magic in [
      0x6969, 0xFF53_4D42, 0x517B, 0xFE53_4D42, 0x6573_5546, 0x0BD0_0BD0, 0x00C3_6400, 0x4750_4653, 0x0116_1970,
      0x7461_636F, 0x5346_414F, 0x6B41_4653, 0x0102_1997,
    ] {
      #expect(FileSystemKind(magic: magic) == .network, "\(String(magic, radix: 16))")
    }
    for magic in [0xEF53, 0x5846_5342, 0x9123_683E, 0x794C_7630, -1] {
      #expect(FileSystemKind(magic: magic) == .local, "\(String(magic, radix: 16))")
    }
    for magic in [0x0102_1994, 0x8584_58F6] { #expect(FileSystemKind(magic: magic) == .memory) }
  }

  @Test func aNetworkFileSystemGetsNoLogAndOneSession() throws {
    for magic in [0x6969, 0xFF53_4D42, 0x517B, 0xFE53_4D42, 0x6573_5546, 0x0BD0_0BD0] {
      // Begun on a local disk, so that there was a log.
      let bench = try filled()
      let store = try bench.open { $0.fileSystem = { _ in magic } }
      #expect(store.notices == [.networkFileSystem])
      #expect(try store.drafts().records.map(\.text) == ["text"])
      _ = try store.save(content("more"), as: draftID(2), expecting: nil)
      try store.remember(recent(2))
      let names = try FileManager.default.contentsOfDirectory(atPath: bench.folder)
      #expect(!names.contains { $0.hasSuffix("-wal") || $0.hasSuffix("-shm") })
      #expect(
        refusal {
          _ = try bench.open {
            $0.fileSystem = { _ in magic }; $0.patience = 0.1
          }
        } == .unavailable(.busy))
      try store.close()
      try bench.with { (again) throws in
        #expect(again.notices.isEmpty)
        #expect(try again.drafts().records.count == 2)
      }
    }
  }
}
