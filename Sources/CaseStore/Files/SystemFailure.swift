import Glibc

/// This program's own words for errors of the kernel.
enum SystemFailure {
  static func words(_ code: Int32) -> String {
    switch code {
    case ENOSPC, EDQUOT: "the disk is full"
    case EROFS: "the disk is read-only"
    case EACCES, EPERM: "this user does not have permission"
    case ENOENT: "it does not exist"
    case ENOTDIR: "a part of the path is not a folder"
    case EIO: "the disk failed"
    default: "system error \(code)"
    }
  }
}
