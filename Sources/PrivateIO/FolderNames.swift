import Glibc

/// The names in a folder.
package enum FolderNames {
  /// Of an opened folder, in no order. Nil, with `errno`, when the folder cannot be read to its end.
  package static func all(in folder: Descriptor, _ name: String = ".") -> [String]? {
    let listed = openat(folder.number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard listed >= 0 else { return nil }
    guard let stream = fdopendir(listed) else {
      Glibc.close(listed)
      return nil
    }
    defer { closedir(stream) }
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

  /// Of a folder or a link to one; none where it cannot be read.
  package static func all(at path: String) -> [String] { all(in: .workingFolder, path + "/.") ?? [] }
}
