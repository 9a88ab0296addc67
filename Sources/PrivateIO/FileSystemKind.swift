import CDeskSystem

/// Says whether SQLite's shared memory can be trusted on a store's file system.
package enum FileSystemKind: Hashable, Sendable {
  case local
  /// Served by another machine or a user's program: locks and shared mappings may not reach everyone.
  case network
  /// Gone when the machine stops.
  case memory

  /// - Parameter magic: statfs(2)'s `f_type`; negative when unknown.
  package init(magic: Int) {
    self = Self.networkMagic.contains(magic) ? .network : Self.memoryMagic.contains(magic) ? .memory : .local
  }

  package init(of path: String) { self.init(magic: Self.magic(of: path)) }

  package static func magic(of path: String) -> Int { cds_file_system(path) }

  /// From linux/magic.h, statfs(2) and the table of coreutils' stat(1).
  private static let networkMagic = Set(networks.map(\.magic))
  /// tmpfs and ramfs.
  private static let memoryMagic = [0x0102_1994, 0x8584_58F6]

  /// Those that several machines or a user's program serve.
  package static let networks: [(name: String, magic: Int)] = [
    ("NFS", 0x6969), ("SMB", 0x517B), ("CIFS", 0xFF53_4D42), ("SMB2", 0xFE53_4D42), ("FUSE", 0x6573_5546),
    ("Lustre", 0x0BD0_0BD0), ("CephFS", 0x00C3_6400), ("GPFS", 0x4750_4653), ("GFS2", 0x0116_1970),
    ("OCFS2", 0x7461_636F), ("AFS", 0x5346_414F), ("AFS of the kernel", 0x6B41_4653), ("9p", 0x0102_1997),
    ("Coda", 0x7375_7245), ("NCP", 0x564C), ("BeeGFS", 0x1983_0326), ("PanFS", 0xAAD7_AAEA), ("StorNext", 0xBEEF_DEAD),
    ("VxFS", 0xA501_FCF5), ("ACFS", 0x6163_6673), ("VirtualBox", 0x786F_4256), ("VMware", 0xBACB_ACBC),
    ("Parallels", 0x7C7C_6673),
  ]
}
