/// The description of a Debian package.
struct ControlFile {
  let version: String
  let architecture: String
  let maintainer: String
  let installedKilobytes: Int

  /// The program contains the standard library, the compiler's libraries and every Swift package; it loads these libraries
  /// at its start.
  static let depends = [
    "libc6 (>= 2.36)", "libncursesw6", "libsodium23", "libsqlite3-0", "libtinfo6", "zlib1g",
  ]

  var text: String {
    """
    Package: casedesk
    Version: \(version)
    Architecture: \(architecture)
    Maintainer: \(maintainer)
    Installed-Size: \(installedKilobytes)
    Depends: \(Self.depends.joined(separator: ", "))
    Recommends: ca-certificates, libpq5, ncurses-term
    Section: misc
    Priority: optional
    Description: the desk of a care coordinator in telehealth
     Looks up patients of a Care360 organization over SSH, shows their case, and acts
     on it: refill links, product bundles, intake forms.

    """
  }
}
