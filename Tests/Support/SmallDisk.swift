import Foundation

/// A disk of few pages, for running out of space.
package struct SmallDisk {
  package let path: String

  /// - Parameter size: as mount(8) takes it.
  package init(at path: String, size: String = "8k") throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard mount("tmpfs", path, "tmpfs", 0, "size=\(size),mode=700") == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  package func unmount() { umount2(path, Int32(MNT_DETACH)) }

  package static let canBeMounted: Bool = {
    guard getuid() == 0 else { return false }
    do {
      let disk = try SmallDisk(at: NSTemporaryDirectory() + "casedesk-disk-" + UUID().uuidString)
      disk.unmount()
      rmdir(disk.path)
      return true
    } catch {
      return false
    }
  }()
}
