import Glibc
import PrivateIO

/// The file of the team's store: mode 0660 or narrower, in a folder that only a group enters, on a disk of this host.
struct SQLiteTeamFile: Hashable, Sendable {
  /// The id in the header that tells this program's team stores from other databases.
  static let applicationID: Int32 = 0x4344_6B33

  let path: String

  /// Tells the file from another one that takes its place.
  struct Identity: Hashable, Sendable {
    let device: dev_t
    let inode: ino_t
  }

  /// Of the file that has the path now; nil where there is none.
  var identity: Identity? {
    var status = stat()
    return lstat(path, &status) == 0 ? Identity(device: status.st_dev, inode: status.st_ino) : nil
  }

  /// Throws where the file or its folder is not fit.
  ///
  /// - Parameter making: makes an empty file where there is none.
  func judge(making: Bool) throws(TeamProblem) {
    let folder = try self.folder()
    defer { close(folder) }
    guard FileSystemKind(of: path.pathFolder) != .network else { throw .file(.network) }
    let name = path.pathName
    let flags = O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    var file = openat(folder, name, flags)
    if file < 0, errno == ENOENT {
      guard making else { throw .olderSchema }
      file = openat(folder, name, flags | O_CREAT, 0o660)
      // Whatever mask the administrator has: members of the group write.
      if file >= 0 { fchmod(file, 0o660) }
    }
    guard file >= 0 else {
      switch errno {
      case ELOOP: throw .file(.noFile)
      case EACCES, EPERM, EROFS: throw .notPermitted
      case ENOSPC, EDQUOT: throw .full
      default: throw .away
      }
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .away }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1 else { throw .file(.noFile) }
    guard status.st_mode & 0o007 == 0 else { throw .file(.openToOthers) }
  }

  /// The way to the folder is one that other users cannot change; the folder itself belongs to whoever looks after the team.
  private func folder() throws(TeamProblem) -> Int32 {
    let walk: TrustedWalk
    do throws(IOFailure) {
      walk = try TrustedWalk.to(path.pathFolder.pathFolder)
    } catch {
      throw error == .system(ENOENT) ? .file(.missing) : .file(.unreachable)
    }
    let folder = openat(
      walk.folder.number, path.pathFolder.pathName, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard folder >= 0 else {
      switch errno {
      case ENOENT: throw .file(.missing)
      case EACCES: throw .notPermitted
      default: throw .file(.unreachable)
      }
    }
    var status = stat()
    guard fstat(folder, &status) == 0, status.st_mode & 0o007 == 0 else {
      close(folder)
      throw .file(.folderOpen)
    }
    return folder
  }
}
