import Glibc

/// Words of ours for what the kernel refuses.
enum SystemFailure {
  static func words(_ code: Int32) -> String {
    switch code {
    case ENOSPC, EDQUOT: "the disk is full"
    case EROFS: "the disk is read-only"
    case EACCES, EPERM: "this user may not"
    case ENOENT: "it does not exist"
    case ENOTDIR: "a part of the path is no folder"
    case EIO: "the disk failed"
    default: "system error \(code)"
    }
  }
}

extension String {
  /// As one word of a shell command that can be pasted; characters that are no visible ASCII become `?`.
  var shellWord: String {
    let visible = String(unicodeScalars.map { $0.value >= 0x20 && $0.value < 0x7F ? Character($0) : "?" })
    let plain = visible.allSatisfy { $0.isLetter || $0.isNumber || "/._-+@%,:=".contains($0) }
    if plain, !visible.isEmpty { return visible }
    return "'" + visible.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
