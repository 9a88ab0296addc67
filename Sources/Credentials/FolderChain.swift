import CDeskSystem
import Glibc

/// The way to a secret file, folder by folder, links among them: whoever may write in one of these folders, or owns one, may
/// lead the name to another file.
struct FolderChain: ~Copyable {
  /// The folder that was reached, opened with O_PATH.
  private(set) var descriptor: Int32
  private let place: String
  /// As far as it was walked, for sentences.
  private var walked: String
  private var links = 0

  /// As the kernel's own limit (path_resolution(7)).
  private static let mostLinks = 40

  /// Walks to `folder`; what is judged on the way is what was opened, so that nothing can be put in between.
  ///
  /// - Parameter place: what the file is, for the sentence.
  init(to folder: String, _ place: String) throws(OriginProblem) {
    self.place = place
    descriptor = -1
    walked = "/"
    try begin()
    var whole = folder
    if !folder.hasPrefix("/") {
      guard let start = Self.workingFolder else { throw unexamined }
      whole = start + "/" + folder
    }
    var rest = Self.parts(whole)
    while let part = rest.popLast() {
      try judge()
      rest += try step(part)
    }
    try judge()
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The next part last.
  private static func parts(_ path: String) -> [String] {
    path.split(separator: "/").filter { $0 != "." }.reversed().map(String.init)
  }

  /// Nil: it is gone, or cannot be told.
  private static var workingFolder: String? {
    guard let name = getcwd(nil, 0) else { return nil }
    defer { free(name) }
    return String(cString: name)
  }

  private mutating func begin() throws(OriginProblem) {
    if descriptor >= 0 { close(descriptor) }
    walked = "/"
    descriptor = cds_open_path(AT_FDCWD, "/")
    guard descriptor >= 0 else { throw unexamined }
  }

  /// Goes into `part`; where that is a link, the parts that it stands for are still to be walked.
  private mutating func step(_ part: String) throws(OriginProblem) -> [String] {
    let next = cds_open_path(descriptor, part)
    guard next >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR ? OriginProblem("\(place) does not exist.") : unexamined
    }
    var status = stat()
    guard fstat(next, &status) == 0 else {
      close(next)
      throw unexamined
    }
    guard status.st_mode & S_IFMT == S_IFLNK else {
      close(descriptor)
      descriptor = next
      walked += (walked == "/" ? "" : "/") + part
      return []
    }
    defer { close(next) }
    links += 1
    guard links <= Self.mostLinks else { throw unexamined }
    // In a sticky folder a link can be led elsewhere by its owner.
    guard isTrusted(status.st_uid) else { throw foreign }
    var target = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlinkat(next, "", &target, target.count)
    guard length > 0, length < target.count else { throw unexamined }
    let text = String(decoding: target[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if text.hasPrefix("/") { try begin() }
    return Self.parts(text)
  }

  /// A sticky folder (as /tmp) lets nobody but its owner replace another user's file, so that one is taken.
  private func judge() throws(OriginProblem) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unexamined }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw OriginProblem("\(place) does not exist.") }
    guard isTrusted(status.st_uid) else { throw foreign }
    guard status.st_mode & 0o022 == 0 || status.st_mode & S_ISVTX != 0 else {
      throw OriginProblem("\(place) is in a folder that others may write to; run: chmod go-w \(walked.shellWord)")
    }
  }

  private func isTrusted(_ owner: uid_t) -> Bool { owner == getuid() || owner == 0 }

  private var unexamined: OriginProblem { OriginProblem("\(place) is in a folder that cannot be examined.") }

  private var foreign: OriginProblem {
    OriginProblem("\(place) is in a folder of another user; move it to one of your own.")
  }
}
