import Care360
import Glibc
import PrivateIO

/// A secret in a file. All checks run on open descriptors, because a name can be redirected between two looks.
enum SecretFile {
  /// Larger files hold something else.
  static let largestSize = 4096

  /// - Parameters:
  ///   - name: of the secret, for sentences: "API key".
  ///   - group: a root-owned file of this group is accepted, so that its members can share it.
  static func read(
    _ path: String, _ name: String, group: UInt32? = nil
  ) throws(OriginProblem) -> Secret {
    let place = "The \(name) file \(path.visibleShellWord)"
    let file: Descriptor
    do throws(IOFailure) {
      file = try TrustedWalk.open(path, O_RDONLY)
    } catch {
      throw unopened(place, error)
    }
    defer { file.close() }
    try judge(file.number, path, place, group)
    return try secret(try contents(file, place), place)
  }

  private static func unopened(_ place: String, _ failure: IOFailure) -> OriginProblem {
    switch failure {
    case .system(ENOENT), .system(ENOTDIR): OriginProblem("\(place) does not exist.")
    case .noFileName: OriginProblem("\(place) has no usable name.")
    case .symbolicLink: OriginProblem("\(place) is a symbolic link; configure the file it points to.")
    case .danglingLink: OriginProblem("\(place) has a broken link in its path.")
    case .folderOpenToWriters(let folder):
      OriginProblem("\(place) is in a folder that other users can write to; run: chmod go-w \(folder.visibleShellWord)")
    case .folderOfAnotherUser:
      OriginProblem("\(place) is in another user's folder; move it to a folder of yours.")
    case .folderNotExamined: OriginProblem("\(place) is in a folder that cannot be examined.")
    case .system(EACCES), .system(EPERM): OriginProblem("\(place) is not readable by this user.")
    case .system(ENXIO): OriginProblem("\(place) is not a regular file.")
    case .system, .stalled, .tooLong, .notRegular, .notFolder, .ofAnotherUser, .hasSecondName, .openToOthers,
      .folderNotMade:
      OriginProblem("\(place) cannot be opened.")
    }
  }

  private static func judge(
    _ descriptor: Int32, _ path: String, _ place: String, _ group: UInt32?
  ) throws(OriginProblem) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw OriginProblem("\(place) cannot be examined.") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw OriginProblem("\(place) is not a regular file.") }
    guard status.st_uid == getuid() || status.st_uid == 0 else {
      throw OriginProblem("\(place) belongs to another user; make your own copy.")
    }
    let isShared =
      status.st_uid == 0 && status.st_gid == group && [0o640, 0o440].contains(status.st_mode & 0o7777)
    guard isShared || status.st_mode & 0o077 == 0 else {
      throw OriginProblem("\(place) is open to other users; run: chmod 600 \(path.visibleShellWord)")
    }
  }

  private static func contents(_ file: Descriptor, _ place: String) throws(OriginProblem) -> [UInt8] {
    do throws(IOFailure) {
      return try file.readAll(limit: largestSize)
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
