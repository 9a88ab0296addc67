import CDeskSystem
import Glibc

/// The owners that each folder and link on the way to a file may have, since they can change it.
package enum Trust: Hashable, Sendable {
  case thisUserAndRoot
  case root

  package func includes(_ owner: UInt32) -> Bool { owner == 0 || (self == .thisUserAndRoot && owner == getuid()) }
}

/// The walk along the path to a file or folder, folder by folder and through links. Anyone who may write in one of
/// these folders, or owns one, could lead the name to another file.
///
/// The walk checks what it opened (O_PATH) and continues from there, so that nothing can slip in between. A sticky
/// folder such as /tmp is accepted: only the owner of a file can replace it there. Paths are split at the byte `/`, as
/// in the kernel.
package struct TrustedWalk: ~Copyable {
  /// The folder that was reached; closed with the walk.
  package private(set) var folder: Descriptor
  /// The path walked so far, for sentences.
  package var path: String { walked.isEmpty ? "/" : String(decoding: walked, as: UTF8.self) }

  private let trust: Trust
  private var walked: [UInt8] = []
  private var links = 0

  /// The same limit as the kernel's (path_resolution(7)).
  private static let mostLinks = 40
  private static let slash = UInt8(ascii: "/")

  /// Walks to the folder at `path`. A missing one is `ENOENT`, and what there is of the way to it is judged all the same.
  ///
  /// - Parameter making: makes what is missing, mode 0700; the name of each new folder is on disk.
  package static func to(
    _ path: String, _ trust: Trust = .thisUserAndRoot, making: Bool = false
  ) throws(IOFailure) -> TrustedWalk {
    var walk = try TrustedWalk(trust)
    try walk.go(try parts(of: path), making)
    guard try walk.judge() else { throw .system(ENOTDIR) }
    return walk
  }

  /// Walks to the folder that holds the last part of `path`, and opens that part as a file.
  ///
  /// - Parameters:
  ///   - flags: of open(2); what keeps devices and child processes out is added. A file that `O_CREAT` makes has mode 0600.
  ///   - followingLink: whether the file itself may be a link. The way that it leads is walked too.
  /// - Returns: a descriptor that the caller closes and judges.
  package static func open(
    _ path: String, _ flags: Int32, _ trust: Trust = .thisUserAndRoot, followingLink: Bool = false
  ) throws(IOFailure) -> Descriptor {
    guard path.utf8.last != slash else { throw .noFileName }
    var walk = try TrustedWalk(trust)
    var parts = try parts(of: path)
    var isOfLink = false
    while true {
      guard let last = parts.first, last != Self.up else { throw .noFileName }
      try walk.go(Array(parts.dropFirst()), false, isOfLink: isOfLink)
      _ = try walk.judge()
      let number = openat(walk.folder.number, last, flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0o600)
      if number >= 0 { return Descriptor(number) }
      let code = errno
      guard code == ELOOP else { throw code == ENOENT && isOfLink ? .danglingLink : .system(code) }
      guard followingLink else { throw .symbolicLink }
      let link = cds_open_path(walk.folder.number, last)
      guard link >= 0 else { throw .system(errno) }
      defer { Glibc.close(link) }
      parts = try walk.target(of: link)
      isOfLink = true
    }
  }

  private init(_ trust: Trust) throws(IOFailure) {
    self.trust = trust
    let root = cds_open_path(AT_FDCWD, "/")
    guard root >= 0 else { throw .folderNotExamined("/") }
    folder = Descriptor(root)
  }

  deinit { folder.close() }

  // MARK: - Parts

  private static let up: [CChar] = [0x2E, 0x2E, 0]

  /// Each ends with a NUL; the next part comes last.
  private static func parts(of path: String) throws(IOFailure) -> [[CChar]] {
    guard !path.utf8.contains(0) else { throw .noFileName }
    if path.utf8.first == slash { return parts(Array(path.utf8)[...]) }
    guard let name = getcwd(nil, 0) else { throw .system(errno) }
    defer { free(name) }
    return parts((Array(String(cString: name).utf8) + [slash] + Array(path.utf8))[...])
  }

  private static func parts(_ path: ArraySlice<UInt8>) -> [[CChar]] {
    let parts = path.split(separator: slash).filter { !$0.elementsEqual([UInt8(ascii: ".")]) }
    return parts.reversed().map { $0.map(CChar.init(bitPattern:)) + [0] }
  }

  // MARK: - Steps

  private mutating func go(_ parts: [[CChar]], _ making: Bool, isOfLink: Bool = false) throws(IOFailure) {
    for part in parts.reversed() {
      _ = try judge()
      let target = try step(part, making, isOfLink: isOfLink)
      try go(target, making, isOfLink: true)
    }
  }

  /// Goes into `part`. When that is a link, its parts are still to be walked.
  ///
  /// - Parameter isOfLink: true when a link names `part`, which must exist then: behind a link to a disk that is not
  ///   mounted, nothing is made, because nobody can tell what is on the disk.
  private mutating func step(_ part: [CChar], _ making: Bool, isOfLink: Bool) throws(IOFailure) -> [[CChar]] {
    let there = path(to: part)
    var next = cds_open_path(folder.number, part)
    if next < 0, errno == ENOENT, making, !isOfLink {
      guard mkdirat(folder.number, part, 0o700) == 0 || errno == EEXIST else {
        throw .folderNotMade(String(decoding: there, as: UTF8.self), errno)
      }
      folder.syncNames()
      next = cds_open_path(folder.number, part)
    }
    guard next >= 0 else {
      switch errno {
      case ENOENT where isOfLink: throw .danglingLink
      case let code where making: throw .folderNotMade(String(decoding: there, as: UTF8.self), code)
      case let code: throw .system(code)
      }
    }
    var status = stat()
    guard fstat(next, &status) == 0 else {
      close(next)
      throw .folderNotExamined(String(decoding: there, as: UTF8.self))
    }
    guard status.st_mode & S_IFMT == S_IFLNK else {
      folder.close()
      folder = Descriptor(next)
      walked = there
      return []
    }
    defer { close(next) }
    return try target(of: next)
  }

  /// The path without links, so that `..` removes a name.
  private func path(to part: [CChar]) -> [UInt8] {
    guard part == Self.up else { return walked + [Self.slash] + part.dropLast().map(UInt8.init(bitPattern:)) }
    return Array(walked[..<(walked.lastIndex(of: Self.slash) ?? 0)])
  }

  /// The parts that a link stands for, to be walked from the folder that it is in.
  private mutating func target(of link: Int32) throws(IOFailure) -> [[CChar]] {
    links += 1
    guard links <= Self.mostLinks else { throw .folderNotExamined(path) }
    var status = stat()
    guard fstat(link, &status) == 0 else { throw .folderNotExamined(path) }
    // In a sticky folder, the owner of a link can redirect it.
    guard trust.includes(status.st_uid) else { throw .folderOfAnotherUser(path, status.st_uid) }
    var target = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let length = readlinkat(link, "", &target, target.count)
    guard length > 0, length < target.count else { throw .folderNotExamined(path) }
    if target[0] == Self.slash {
      let root = cds_open_path(AT_FDCWD, "/")
      guard root >= 0 else { throw .folderNotExamined("/") }
      folder.close()
      folder = Descriptor(root)
      walked = []
    }
    return Self.parts(target[..<length])
  }

  /// - Returns: false when the reached file is not a folder, which the next step also finds.
  private func judge() throws(IOFailure) -> Bool {
    var status = stat()
    guard fstat(folder.number, &status) == 0 else { throw .folderNotExamined(path) }
    guard status.st_mode & S_IFMT == S_IFDIR else { return false }
    guard trust.includes(status.st_uid) else { throw .folderOfAnotherUser(path, status.st_uid) }
    guard status.st_mode & 0o022 == 0 || status.st_mode & S_ISVTX != 0 else { throw .folderOpenToWriters(path) }
    return true
  }
}

extension Descriptor {
  /// Syncs the names in a folder. A file system that cannot sync keeps them until a power cut; the following steps
  /// report that where it matters.
  func syncNames() {
    let opened = openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { return }
    fsync(opened)
    Glibc.close(opened)
  }
}
