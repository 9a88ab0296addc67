import PrivateIO
import Glibc

/// The fault of a folder of this program; nil where it has none, or is not there.
enum FolderCheck {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The folder itself, or the first above it that is there.
  static func nearest(to folder: String) -> String {
    var nearest = folder
    while !exists(nearest), nearest.isWholePath, nearest != "/" { nearest = nearest.pathFolder }
    return nearest
  }

  /// The reason why nothing could be kept in this folder, which may not exist yet; nil when something could.
  static func problem(ofKeepingIn folder: String) -> String? {
    let nearest = nearest(to: folder)
    guard access(nearest, W_OK | X_OK) != 0 else { return nil }
    return nearest == folder
      ? "\(folder.visibleShellWord) cannot be written to by this user."
      : "\(folder.visibleShellWord) cannot be made: this user does not have permission to write to \(nearest.visibleShellWord)."
  }
}
