import Foundation
import Themes

/// The files as they will be installed, below a folder.
struct PackageTree {
  let root: URL

  /// Every file except the program is text that the program or this tool prints.
  func fill(from program: String) throws {
    let binary = try place("usr/bin/casedesk")
    try FileManager.default.copyItem(atPath: program, toPath: binary.path)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: binary.path)

    let page = try place("usr/share/man/man1/casedesk.1")
    try write(try Tool.output(program, ["manual"]), to: page)
    _ = try Tool.output("/usr/bin/gzip", ["-9n", page.path])
    try text("usr/share/bash-completion/completions/casedesk", try Tool.output(program, ["completions", "bash"]))
    try text("usr/share/zsh/vendor-completions/_casedesk", try Tool.output(program, ["completions", "zsh"]))
    try text("usr/share/fish/vendor_completions.d/casedesk.fish", try Tool.output(program, ["completions", "fish"]))
    // The program contains its themes; these files are for copying and changing.
    for theme in Themes.all {
      try text("usr/share/casedesk/themes/\(theme.name).toml", String(decoding: theme.toml, as: UTF8.self))
    }
    try text("usr/share/doc/casedesk/settings.sample", try Tool.output(program, ["config", "show", "--default"]))
  }

  func control(_ file: ControlFile) throws { try text("DEBIAN/control", file.text) }

  /// The size of the files, for the package's description.
  func kilobytes() throws -> Int {
    var bytes = 0
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    for name in names {
      let attributes = try FileManager.default.attributesOfItem(atPath: root.appendingPathComponent(name).path)
      bytes += attributes[.type] as? FileAttributeType == .typeRegular ? attributes[.size] as? Int ?? 0 : 0
    }
    return (bytes + 1023) / 1024
  }

  private func text(_ path: String, _ text: String) throws { try write(text, to: try place(path)) }

  private func write(_ text: String, to file: URL) throws {
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
  }

  /// Makes the folders above, open to everybody whatever the umask is.
  private func place(_ path: String) throws -> URL {
    var folder = root
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
    for part in path.utf8.split(separator: UInt8(ascii: "/")).dropLast() {
      folder = folder.appendingPathComponent(String(Substring(part)))
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
    }
    return root.appendingPathComponent(path)
  }
}
