import Care360
import Glibc
import PrivateIO

/// A secret in a file. Everything is judged on opened descriptors: a name can be pointed elsewhere between two looks.
enum SecretFile {
  /// Larger files hold something else.
  static let largestSize = 4096

  /// - Parameter group: members may share a root-owned file of this group.
  static func read(
    _ path: String, _ kind: CredentialKind, group: UInt32? = nil
  ) throws(OriginProblem) -> Secret {
    let (folder, name) = split(path)
    let place = "The \(kind.name) file \(path.shellWord)"
    guard !name.isEmpty, !path.utf8.contains(0) else { throw OriginProblem("\(place) has no usable name.") }

    let chain = try FolderChain(to: folder, place)
    let descriptor = openat(chain.descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw unopened(place, errno) }
    defer { Glibc.close(descriptor) }
    try judge(descriptor, path, place, group)
    return try secret(try contents(descriptor, place), place)
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }

  private static func unopened(_ place: String, _ code: Int32) -> OriginProblem {
    switch code {
    case ENOENT, ENOTDIR: OriginProblem("\(place) does not exist.")
    case ELOOP: OriginProblem("\(place) is a symbolic link; configure the file it points to.")
    case EACCES, EPERM: OriginProblem("\(place) may not be read by this user.")
    case ENXIO: OriginProblem("\(place) is no regular file.")
    default: OriginProblem("\(place) cannot be opened.")
    }
  }

  private static func judge(
    _ descriptor: Int32, _ path: String, _ place: String, _ group: UInt32?
  ) throws(OriginProblem) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw OriginProblem("\(place) cannot be examined.") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw OriginProblem("\(place) is no regular file.") }
    guard status.st_uid == getuid() || status.st_uid == 0 else {
      throw OriginProblem("\(place) belongs to another user; make a copy of your own.")
    }
    let isShared =
      status.st_uid == 0 && status.st_gid == group && [0o640, 0o440].contains(status.st_mode & 0o7777)
    guard isShared || status.st_mode & 0o077 == 0 else {
      throw OriginProblem("\(place) is open to other users; run: chmod 600 \(path.shellWord)")
    }
  }

  private static func contents(_ descriptor: Int32, _ place: String) throws(OriginProblem) -> [UInt8] {
    do throws(IOFailure) {
      return try Descriptor(descriptor).readAll(limit: largestSize)
    } catch {
      throw OriginProblem(
        error == .tooLong ? "\(place) is longer than \(largestSize) bytes." : "\(place) cannot be read.")
    }
  }

  private static func secret(_ bytes: [UInt8], _ place: String) throws(OriginProblem) -> Secret {
    do throws(SecretProblem) {
      return try Secret(validating: bytes)
    } catch {
      throw OriginProblem("\(place) holds nothing usable. \(error.sentence)")
    }
  }
}
