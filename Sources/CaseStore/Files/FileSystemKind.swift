import CDeskSystem

/// Whether SQLite's shared memory can be trusted where the store is.
enum FileSystemKind: Hashable, Sendable {
  case local
  /// Served by another machine or a user's program: locks and shared mappings may not reach everyone.
  case network

  /// - Parameter magic: statfs(2)'s `f_type`; negative when unknown.
  init(magic: Int) {
    self = Self.networkMagic.contains(magic) ? .network : .local
  }

  static func magic(of path: String) -> Int { cds_file_system(path) }

  /// From linux/magic.h and statfs(2): NFS, CIFS, SMB, SMB2, FUSE, Lustre.
  private static let networkMagic: Set<Int> = [0x6969, 0xFF53_4D42, 0x517B, 0xFE53_4D42, 0x6573_5546, 0x0BD0_0BD0]
}
