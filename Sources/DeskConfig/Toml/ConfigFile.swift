import FoundationEssentials
import Glibc
import PrivateIO

/// A file of configuration: judged on the opened descriptor, since a base URL or a command in it decides where secrets go.
enum ConfigFile {
  static let largestSize = 1 << 20

  /// Whose a file must be.
  enum Owner {
    /// This user's or root's.
    case person
    /// Root's, in a folder that nobody else can change.
    case root
  }

  /// The text; nil when there is no such file and it need not exist.
  static func read(
    _ path: String, mustExist: Bool, isSecurity: Bool = true, owner: Owner = .person
  ) throws(ConfigProblem) -> String? {
    func problem(_ sentence: String) -> ConfigProblem {
      ConfigProblem(file: path, sentence: sentence, isSecurity: isSecurity)
    }
    guard !path.utf8.contains(0) else { throw problem("This is no usable file name.") }
    if owner == .root, !isRootsAlone(folderOf: path) {
      throw problem("Its folder must be root's, and nobody else may write to it; run: chmod go-w on the folder.")
    }
    // A file whose absence means that nothing is ruled is no link: of one that leads nowhere just now, or through a folder
    // of others, nobody can say that there is no file.
    let mayBeLink = owner == .person || mustExist
    let descriptor = Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | (mayBeLink ? 0 : O_NOFOLLOW))
    guard descriptor >= 0 else {
      let code = errno
      if mayBeLink ? errno == ENOENT || errno == ENOTDIR : isAbsent(path) {
        if mustExist { throw problem("There is no such file.") }
        return nil
      }
      if code == EACCES {
        throw problem(
          owner == .root
            ? "This user may not read it; root must run chmod a+r on it and chmod a+x on its folder."
            : "This user may not read it.")
      }
      throw problem(
        mayBeLink ? "It cannot be opened." : "It cannot be opened: it must be a file, not a link, in a folder.")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw problem("It is no regular file.")
    }
    guard status.st_uid == 0 || (owner == .person && status.st_uid == getuid()) else {
      throw problem(owner == .root ? "It must belong to root." : "It belongs to another user.")
    }
    guard status.st_mode & 0o022 == 0 else { throw problem("Others may write to it; run: chmod go-w on this file.") }
    guard owner == .person || status.st_mode & 0o044 != 0 else {
      throw problem("Only root may read it, so that nobody else could start; run: chmod a+r on this file.")
    }
    if owner == .person, isSecurity, let folder = folders(of: path, descriptor).first(where: mayChange) {
      throw problem("Others may put another file in its place; run: chmod go-w \(folder)")
    }

    let bytes: [UInt8]
    do throws(IOFailure) {
      bytes = try Descriptor(descriptor).readAll(limit: largestSize)
    } catch {
      throw problem(error == .tooLong ? "It is larger than 1 MiB." : "It cannot be read.")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw problem("It is not UTF-8.") }
    return text
  }

  /// True when there is neither the entry itself nor, if its folder is missing, an entry of that name.
  private static func isAbsent(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) != 0, errno == ENOENT else { return false }
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    if stat(folder, &status) == 0 { return true }
    return lstat(folder, &status) != 0 && errno == ENOENT
  }

  /// Those that the name and, behind a link, the file itself stand in.
  private static func folders(of path: String, _ descriptor: Int32) -> [String] {
    var target = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/self/fd/\(descriptor)", &target, target.count)
    let real = length > 0 ? String(decoding: target[..<length], as: UTF8.self) : path
    return [path, real].map { name in
      guard let slash = name.lastIndex(of: "/") else { return "." }
      return slash == name.startIndex ? "/" : String(name[..<slash])
    }
  }

  /// Somebody else than this user and root can put another file into this folder in the place of one.
  private static func mayChange(_ folder: String) -> Bool {
    var status = stat()
    guard stat(folder, &status) == 0 else { return true }
    let isOpen = status.st_mode & 0o022 != 0 && status.st_mode & S_ISVTX == 0
    return isOpen || (status.st_uid != getuid() && status.st_uid != 0)
  }

  /// False when somebody else than root could put another file in the place of this one. A folder that is not there holds
  /// no file.
  private static func isRootsAlone(folderOf path: String) -> Bool {
    guard let slash = path.lastIndex(of: "/") else { return false }
    var status = stat()
    guard stat(String(path[...slash]), &status) == 0 else { return errno == ENOENT || errno == ENOTDIR }
    return status.st_uid == 0 && (status.st_mode & 0o022 == 0 || status.st_mode & S_ISVTX != 0)
  }

  /// Names without their ending, sorted; none when the folder cannot be read.
  static func names(ofTOMLFilesIn directory: String) -> [String] {
    do {
      let files = try FileManager.default.contentsOfDirectory(atPath: directory)
      return files.filter { $0.hasSuffix(".toml") && $0.first != "." }.map { String($0.dropLast(5)) }.sorted()
    } catch {
      return []
    }
  }
}
