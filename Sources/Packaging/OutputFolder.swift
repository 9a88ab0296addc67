import Foundation

/// The folder in which the package is handed over. Root installs the files in it, so from the first byte on nobody else
/// may be able to change them.
struct OutputFolder {
  private let path: String

  /// Makes the folder if it is missing. A folder is refused if users other than this one and root could change it or
  /// one above it.
  init(_ given: String) throws {
    if !FileManager.default.fileExists(atPath: given) {
      try FileManager.default.createDirectory(
        atPath: given, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    guard let real = realpath(given, nil) else { throw PackageProblem(sentence: "\(given) cannot be examined.") }
    defer { free(real) }
    path = String(cString: real)
    var folder = URL(filePath: path)
    // A sticky folder such as /tmp, where only owners can replace their files, may hold a folder but no package.
    try Self.judge(folder.path, mayBeSticky: false)
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      try Self.judge(folder.path, mayBeSticky: true)
    }
  }

  private static func judge(_ folder: String, mayBeSticky: Bool) throws {
    var status = stat()
    guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw PackageProblem(sentence: "\(folder) is not a folder.")
    }
    let isOpen = status.st_mode & 0o022 != 0 && !(mayBeSticky && status.st_mode & S_ISVTX != 0)
    guard !isOpen, status.st_uid == getuid() || status.st_uid == 0 else {
      throw PackageProblem(
        sentence: "Others can change what lies in \(folder), and the package is installed as root: choose a folder of "
          + "your own, such as --output ~/casedesk-package.")
    }
  }

  /// A new folder in it that nobody else can enter, removed after `work`.
  func withWorkshop(_ work: (URL) throws -> Void) throws {
    var name = Array((path + "/.casedesk-package-XXXXXX").utf8CString)
    guard mkdtemp(&name) != nil else { throw PackageProblem(sentence: "Nothing can be written in \(path).") }
    let workshop = URL(filePath: String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
    defer {
      do { try FileManager.default.removeItem(at: workshop) } catch { print("left behind: \(workshop.path)") }
    }
    try work(workshop)
  }

  /// Refuses a name that is taken, before the work for it.
  func judge(_ name: String) throws {
    var status = stat()
    guard lstat("\(path)/\(name)", &status) != 0 else { throw taken("\(path)/\(name)") }
  }

  private func taken(_ place: String) -> PackageProblem {
    PackageProblem(sentence: "\(place) already exists: move it away first.")
  }

  /// Gives a finished file its name here. What has that name already stays as it is. Returns the path.
  func take(_ file: URL) throws -> String {
    let place = "\(path)/\(file.lastPathComponent)"
    guard link(file.path, place) == 0 else {
      throw errno == EEXIST ? taken(place) : PackageProblem(sentence: "\(place) cannot be made.")
    }
    return place
  }
}
