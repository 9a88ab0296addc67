import Glibc
import PrivateIO

/// A configuration file. It is checked through its open descriptor, together with every folder on its path, because a
/// base URL or a command in it decides where secrets go.
enum ConfigFile {
  static let largestSize = 1 << 20

  /// The required owner of a file.
  enum Owner {
    /// This user's or root's.
    case person
    /// Root's, in a folder that nobody else can change.
    case root
  }

  /// The text; nil when there is no such file and it need not exist.
  static func read(
    _ path: String, mustExist: Bool, isSecurity: Bool = true, owner: Owner = .person, largestSize: Int = largestSize
  ) throws(ConfigProblem) -> String? {
    func problem(_ sentence: String) -> ConfigProblem {
      ConfigProblem(file: path, sentence: sentence, isSecurity: isSecurity)
    }
    let file: Descriptor
    do throws(IOFailure) {
      // When a missing file means "no rules", the file must not be a link: for a link that leads nowhere just now, or
      // through other users' folders, nobody can say that the file is missing.
      file = try TrustedWalk.open(
        path, O_RDONLY, owner == .root ? .root : .thisUserAndRoot, followingLink: owner == .person || mustExist)
    } catch {
      // The existing part of the path was checked, so nobody else removed the file.
      let isAbsent = error == .system(ENOENT) || (error == .system(ENOTDIR) && owner == .person)
      if isAbsent, !mustExist { return nil }
      throw problem(words(error, owner))
    }
    defer { file.close() }
    var status = stat()
    guard fstat(file.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw problem("It is not a regular file.")
    }
    guard status.st_uid == 0 || (owner == .person && status.st_uid == getuid()) else {
      throw problem(owner == .root ? "It must belong to root." : "It belongs to another user.")
    }
    guard status.st_mode & 0o022 == 0 else {
      throw problem("Other users can write to it; run: chmod go-w on this file.")
    }
    guard owner == .person || status.st_mode & 0o044 != 0 else {
      throw problem("Only root can read it, so nobody else could start CaseDesk; run: chmod a+r on this file.")
    }

    let bytes: [UInt8]
    do throws(IOFailure) {
      bytes = try file.readAll(limit: largestSize)
    } catch {
      throw problem(error == .tooLong ? "It is larger than \(Self.size(largestSize))." : "It cannot be read.")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw problem("It is not UTF-8.") }
    return text
  }

  private static func size(_ bytes: Int) -> String { bytes < 1 << 20 ? "\(bytes >> 10) KiB" : "\(bytes >> 20) MiB" }

  static func words(_ failure: IOFailure, _ owner: Owner) -> String {
    switch failure {
    case .folderOpenToWriters(let folder):
      owner == .root
        ? "Its folder must be root's, and nobody else may write to it; run: chmod go-w \(folder)"
        : "Others may put another file in its place; run: chmod go-w \(folder)"
    case .folderOfAnotherUser(let folder, let user):
      owner == .root
        ? "Its folder must be root's, and \(folder) belongs to another user (uid \(user))."
        : "It is in a folder of another user, \(folder) (uid \(user))."
    case .folderNotExamined(let folder): "Its folder \(folder) cannot be examined."
    case .noFileName: "This is not a usable file name."
    case .system(ENOENT): "There is no such file."
    case .system(ENOTDIR) where owner == .person: "There is no such file."
    case .system(EACCES):
      owner == .root
        ? "This user may not read it; root must run chmod a+r on it and chmod a+x on its folder."
        : "This user may not read it."
    case .danglingLink where owner == .person: "It is a broken link, or it lies behind one."
    case .symbolicLink, .danglingLink, .system(ENOTDIR):
      "It cannot be opened: it must be a file, not a link, in a folder."
    case .folderNotMade(let folder, _): "The folder \(folder) cannot be made."
    case .system, .stalled, .tooLong, .notRegular, .notFolder, .ofAnotherUser, .hasSecondName, .openToOthers:
      "It cannot be opened."
    }
  }

  /// Names without their ending, sorted; none when the folder cannot be read.
  static func names(ofTOMLFilesIn directory: String) -> [String] {
    FolderNames.all(at: directory).filter { $0.hasSuffix(".toml") && $0.first != "." }
      .map { String($0.dropLast(5)) }.sorted()
  }
}
