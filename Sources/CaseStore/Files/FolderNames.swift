import Glibc

enum FolderNames {
  /// Nil, with `errno`, when the folder cannot be read to its end.
  static func all(in stream: OpaquePointer) -> [String]? {
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { name in
          name.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
        })
      errno = 0
    }
    return errno == 0 ? names.filter { $0 != "." && $0 != ".." } : nil
  }
}
