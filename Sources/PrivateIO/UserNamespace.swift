/// The user ids of this process, which may differ from the machine's (user_namespaces(7)). In their own namespace
/// anybody can be root, with an /etc of their own making.
package enum UserNamespace {
  /// The map of the first namespace, in which every id stands for itself.
  private static let initial: [UInt64] = [0, 0, 4_294_967_295]

  /// True where the kernel says that ids are mapped, and where it says nothing.
  package static let isForeign = isForeign(map: contents())

  /// - Parameter map: of /proc/self/uid_map; nil where it cannot be read.
  package static func isForeign(map: String?) -> Bool {
    // As kernels write it. Reading the numbers makes types at run time, before the first frame.
    if map == "         0          0 4294967295\n" { return false }
    let numbers = map?.split { $0.isWhitespace }.map { UInt64($0) }
    return numbers != initial
  }

  private static func contents() -> String? {
    Descriptor.systemFile("/proc/self/uid_map", limit: 64 << 10).flatMap { String(validating: $0, as: UTF8.self) }
  }
}
