import CDeskSystem
import FoundationEssentials
import Glibc
import PrivateIO
import Synchronization

/// The files of the sessions: `sessions/<id>`, each locked (flock) by its process for life. The kernel frees the lock
/// however the process ends, so a file without a lock is a session that ended uncleanly.
struct SessionFolder: Sendable {
  let folder: StoreFolder

  static let name = "sessions"

  private static func name(_ id: String) -> String { name + "/" + id }

  /// Session ids are this program's: hexadecimal digits and `-`. Anything else names no file.
  private static func isSound(_ id: String) -> Bool {
    (1...64).contains(id.utf8.count)
      && id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
  }

  /// Writes and locks this process's file. The name appears with the lock held.
  func begin(_ id: String, terminal: String, at now: Date, listens: Bool) throws(StoreProblem) -> OwnSession {
    guard Self.isSound(id) else { throw .unavailable(.other) }
    let fresh = Self.name("new-" + id)
    let descriptor = try folder.create(fresh)
    do throws(StoreProblem) {
      let file = SessionFile(pid: getpid(), terminal: terminal, startedAt: now.milliseconds, listens: listens)
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .unavailable(.init(system: errno)) }
      try write(try StoreJSON.bytes(file), to: Descriptor(descriptor))
      guard folder.rename(fresh, to: Self.name(id)) else {
        throw .unavailable(.init(system: errno))
      }
    } catch {
      folder.remove(fresh)
      close(descriptor)
      throw error
    }
    return OwnSession(id: id, folder: folder, file: Self.name(id), descriptor: descriptor)
  }

  private func write(_ bytes: [UInt8], to file: Descriptor) throws(StoreProblem) {
    do throws(IOFailure) {
      try file.write(bytes)
    } catch {
      throw .unavailable(.init(error))
    }
  }

  /// True while the session's process lives.
  func isAlive(_ id: String) throws(StoreProblem) -> Bool {
    guard Self.isSound(id), let descriptor = try folder.open(Self.name(id), O_RDONLY) else { return false }
    defer { close(descriptor) }
    return !Self.locks(descriptor)
  }

  /// All sessions that have a file, each with whether its process is alive.
  func all() throws(StoreProblem) -> [(record: SessionRecord, isAlive: Bool)] {
    let names = try folder.subfolder(Self.name).names
    var sessions: [(SessionRecord, Bool)] = []
    for id in names where Self.isSound(id) && !id.hasPrefix("new-") {
      guard let descriptor = try folder.open(Self.name(id), O_RDONLY) else { continue }
      defer { close(descriptor) }
      let isAlive = !Self.locks(descriptor)
      guard let bytes = try folder.read(Self.name(id), limit: 4096),
        let file: SessionFile = StoreJSON.value(bytes)
      else { continue }
      let record = SessionRecord(
        id: id, pid: file.pid, terminal: file.terminal, startedAt: Date(milliseconds: file.startedAt),
        listens: file.listens)
      sessions.append((record, isAlive))
    }
    return sessions
  }

  /// Removes what a crash left half made. Sessions begin under the opening lock, so nobody is at it.
  func removeUnfinished() throws(StoreProblem) {
    for name in try folder.subfolder(Self.name).names where name.hasPrefix("new-") {
      folder.remove(Self.name(name))
    }
  }

  /// Removes the file of a session that ended; one that lives keeps it.
  func forget(_ id: String) throws(StoreProblem) {
    guard Self.isSound(id), let descriptor = try folder.open(Self.name(id), O_RDONLY) else { return }
    defer { close(descriptor) }
    if Self.locks(descriptor) { folder.remove(Self.name(id)) }
  }

  /// Sends SIGUSR1 to a session that lives and listens. The process is held by descriptor before the lock is tried, so
  /// that a later process with the same number is never hit.
  ///
  /// - Returns: whether it was sent.
  func notify(_ id: String) throws(StoreProblem) -> Bool {
    guard let session = try all().first(where: { $0.record.id == id }), session.record.listens else { return false }
    let process = cds_open_process(session.record.pid)
    guard process >= 0 else { return false }
    defer { close(process) }
    guard try isAlive(id) else { return false }
    return cds_signal_process(process, SIGUSR1) == 0
  }

  private static func locks(_ descriptor: Int32) -> Bool { flock(descriptor, LOCK_SH | LOCK_NB) == 0 }
}

/// This process's session: its lock is held until `end`, which a clean exit calls.
final class OwnSession: Sendable {
  let id: String
  private let folder: StoreFolder
  /// The name of its file in that folder.
  private let file: String
  private let descriptor: Mutex<Int32>

  init(id: String, folder: StoreFolder, file: String, descriptor: Int32) {
    self.id = id
    self.folder = folder
    self.file = file
    self.descriptor = Mutex(descriptor)
  }

  func end() {
    descriptor.withLock { descriptor in
      guard descriptor >= 0 else { return }
      folder.remove(file)
      close(descriptor)
      descriptor = -1
    }
  }

  /// Without `end`, as after a crash, the lock goes and the file stays.
  deinit {
    descriptor.withLock { descriptor in
      if descriptor >= 0 { close(descriptor) }
    }
  }
}
