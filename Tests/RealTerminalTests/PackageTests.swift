import Foundation
import TestSupport
import Testing

/// The built program as a file, and what is packed of it.
@Suite struct PackageTests {
  private static let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().path

  /// - Parameter time: the environment's SOURCE_DATE_EPOCH.
  private func output(
    _ program: String, _ words: [String], time: String? = nil
  ) throws -> (text: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = words
    if let time {
      process.environment = ProcessInfo.processInfo.environment.merging(["SOURCE_DATE_EPOCH": time]) { $1 }
    }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (text, process.terminationStatus)
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/readelf"), "readelf is not installed here"))
  func theProgramIsHardened() throws {
    let program = Self.folder + "/casedesk"
    let headers = try output("/usr/bin/readelf", ["-hldW", program]).text
    #expect(headers.contains("Type:                              DYN"))
    #expect(headers.contains("GNU_RELRO"))
    #expect(headers.contains("BIND_NOW") || headers.contains("Flags: NOW"))
    // No segment can be written and run.
    #expect(!headers.contains("RWE"))
    let mode = try FileManager.default.attributesOfItem(atPath: program)[.posixPermissions] as? Int ?? -1
    #expect(mode & 0o6000 == 0)
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/dpkg-deb"), "dpkg-deb is not installed here"))
  func thePackageHoldsEverythingAndRunsWhereItIsUnpacked() throws {
    let folder = try TestFolder()
    let own = folder.path + "/own"
    let packed = try output(Self.folder + "/casedesk-package", ["--output", own, "--trial"], time: "1700000000")
    #expect(packed.status == 0, "\(packed.text)")
    #expect(try FileManager.default.attributesOfItem(atPath: own)[.posixPermissions] as? Int == 0o700)
    #expect(try FileManager.default.contentsOfDirectory(atPath: own).count == 3)
    let paths = packed.text.split(separator: "\n").map(String.init)
    let debian = try #require(paths.first { $0.hasSuffix(".deb") })
    let tarball = try #require(paths.first { $0.hasSuffix(".tar.gz") })

    let bill = try String(contentsOfFile: try #require(paths.first { $0.hasSuffix(".cdx.json") }), encoding: .utf8)
    let hash = try output("/usr/bin/sha256sum", [Self.folder + "/casedesk"]).text.prefix(64)
    #expect(bill.contains("\"content\" : \"\(hash)\""))
    #expect(bill.contains("\"timestamp\" : \"2023-11-14T22:13:20Z\""))
    #expect(bill.contains("\"bom-ref\" : \"pkg:generic/casedesk@0.1.0~trial\""))
    #expect(bill.contains("\"purl\" : \"pkg:swift/github.com/swift-server/async-http-client@"))

    let control = try output("/usr/bin/dpkg-deb", ["--field", debian]).text
    #expect(control.contains("Package: casedesk\nVersion: 0.1.0~trial\n"))
    for library in ["libncursesw6", "libtinfo6", "libsqlite3-0", "libsodium23", "zlib1g"] {
      #expect(control.contains(library))
    }
    let listing = try output("/usr/bin/dpkg-deb", ["--contents", debian]).text
    let names = try output("/usr/bin/tar", ["-tzf", tarball]).text
    for path in [
      "usr/bin/casedesk", "usr/share/man/man1/casedesk.1.gz", "usr/share/bash-completion/completions/casedesk",
      "usr/share/zsh/vendor-completions/_casedesk", "usr/share/fish/vendor_completions.d/casedesk.fish",
      "usr/share/casedesk/themes/dark.toml", "usr/share/doc/casedesk/settings.sample",
    ] {
      #expect(listing.contains(" ./\(path)\n"), "\(path)")
      #expect(names.contains("\(path)\n"), "\(path)")
    }
    #expect(Self.unsafeEntries(listing).isEmpty)
    #expect(try output("/usr/bin/dpkg-deb", ["--extract", debian, folder.path + "/root"]).status == 0)
    let version = try output(folder.path + "/root/usr/bin/casedesk", ["--version"])
    #expect(version.text == "0.1.0\n")
    #expect(version.status == 0)

    // A file of that name is not written over.
    try Data("another".utf8).write(to: URL(filePath: debian))
    let again = try output(Self.folder + "/casedesk-package", ["--output", own, "--trial"])
    #expect(again.status == 1 && again.text.contains("\(debian) already exists: move it away first."))
    #expect(try String(contentsOfFile: debian, encoding: .utf8) == "another")
  }

  /// Entries of a listing that are not root's, that others may write to, or that run with another's rights.
  private static func unsafeEntries(_ listing: String) -> [String] {
    listing.split(separator: "\n").map(String.init).filter { line in
      let mode = line.prefix(10).dropFirst()
      return !line.contains(" root/root ") || mode.dropFirst(4).contains("w")
        || mode.contains { "sStT".contains($0) }
    }
  }

  /// The check above finds what it is for, in a package that has all of it.
  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/dpkg-deb"), "dpkg-deb is not installed here"))
  func anUnsafePackageIsFound() throws {
    let folder = try TestFolder()
    _ = try folder.file(
      "tree/DEBIAN/control",
      "Package: x\nVersion: 1\nArchitecture: all\nMaintainer: x <x@example.com>\nDescription: x\n", mode: 0o644)
    let modes = ["user": 0o4755, "group": 0o2755, "both": 0o6644, "written": 0o664, "shared": 0o646, "fine": 0o755]
    for (name, mode) in modes { _ = try folder.file("tree/usr/bin/\(name)", "x", mode: mode) }
    for path in ["tree", "tree/DEBIAN", "tree/usr", "tree/usr/bin"] { chmod(folder.path + "/" + path, 0o755) }
    let debian = folder.path + "/x.deb"
    let built = try output("/usr/bin/dpkg-deb", ["--root-owner-group", "--build", folder.path + "/tree", debian])
    #expect(built.status == 0, "\(built.text)")
    let found = Self.unsafeEntries(try output("/usr/bin/dpkg-deb", ["--contents", debian]).text)
    let names = found.map { String($0.split(separator: "/").last ?? "") }
    #expect(names.sorted() == ["both", "group", "shared", "user", "written"], "\(found)")
    #expect(Self.unsafeEntries("-rwxr-xr-x robin/robin 1 2026-01-01 00:00 ./usr/bin/fine\n").count == 1)
  }

  /// The build of the tests loads Swift's libraries from the tool chain: no machine but this one could run it.
  @Test func whatIsNotFitForInstallationIsNotPacked() throws {
    let folder = try TestFolder()
    let packed = try output(Self.folder + "/casedesk-package", ["--output", folder.path])
    #expect(packed.status == 1)
    #expect(packed.text.contains("is not fit for installation"))
    #expect(packed.text.contains("(RUNPATH): --disable-local-rpath."))
    #expect(packed.text.contains("libswiftCore.so"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  /// Root installs the file: whoever can change it, or put another one in its place, becomes root.
  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/dpkg-deb"), "dpkg-deb is not installed here"))
  func aPackageIsBuiltOnlyWhereNobodyElseCanChangeIt() throws {
    let folder = try TestFolder()
    for (name, mode) in [("open", 0o777), ("group", 0o770), ("sticky", 0o1777)] {
      let packed = try output(
        Self.folder + "/casedesk-package", ["--output", try folder.folder(name, mode: mode), "--trial"])
      #expect(packed.status == 1 && packed.text.contains("Others can change what lies in"), "\(name): \(packed.text)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/" + name).isEmpty)
    }
    let below = folder.path + "/open/own"
    let packed = try output(Self.folder + "/casedesk-package", ["--output", below, "--trial"])
    #expect(packed.status == 1 && packed.text.contains("Others can change what lies in \(folder.path)/open,"))
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/dpkg"), "dpkg is not installed here"),
    arguments: ["yesterday", "-1", "253402300800", ""])
  func aTimeThatIsNoneIsToldBeforeAnythingIsPacked(time: String) throws {
    let folder = try TestFolder()
    let packed = try output(Self.folder + "/casedesk-package", ["--output", folder.path, "--trial"], time: time)
    #expect(packed.status == 1)
    #expect(packed.text.hasSuffix("SOURCE_DATE_EPOCH is not a number of seconds since 1970.\n"), "\(packed.text)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func wrongWordsAreToldWith64() throws {
    for words in [["--output"], ["--nope", "x"], ["--maintainer", "nobody"]] {
      let ran = try output(Self.folder + "/casedesk-package", words)
      #expect(ran.status == 64)
      #expect(ran.text.hasPrefix("casedesk-package: usage:"))
    }
  }
}
