import Glibc
import PrivateIO

/// Who this process is: the login name of its user id (never `$USER`, which anyone may set) and the run's own mark.
struct ActivityStamp: Hashable, Sendable {
  let uid: UInt32
  let login: String
  let session: String
  /// True in a user namespace, where login and id are whatever its maker chose.
  let isForeign: Bool
  /// The user that logged in, whom the kernel keeps through su and sudo; nil where it keeps none.
  let loginUID: UInt32?
  /// Of the program.
  let version: String?
  /// By them people tell keys apart; nobody can make the key of one. Nil where none was read.
  var keyFingerprint: String?
  var tokenFingerprint: String?
  /// Why patients are looked at, in a word of the site's policy; nil where it asks for none.
  var purpose: String?

  init(session: String, version: String? = nil, isForeign: Bool = UserNamespace.isForeign) {
    self.session = session
    self.version = version
    loginUID = Self.loginUID(in: Descriptor.systemFile("/proc/self/loginuid", limit: 32))
    self.isForeign = isForeign
    uid = getuid()
    login = Self.loginName(of: uid)
  }

  /// The mark of this run of the program. It must differ from other marks; it need not be secret.
  static let thisRun = mark()

  /// 16 hexadecimal digits that no other event or run has.
  static func mark() -> String {
    let digits = String(UInt64.random(in: 0 ... .max), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// - Parameter text: as the kernel writes it; the largest number stands for none.
  static func loginUID(in text: [UInt8]?) -> UInt32? {
    let number = text.flatMap { UInt32(String(decoding: $0, as: UTF8.self).filter { !$0.isWhitespace }) }
    return number == .max ? nil : number
  }

  private static func loginName(of uid: uid_t) -> String {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    guard getpwuid_r(uid, &entry, &buffer, buffer.count, &found) == 0, found != nil, let name = entry.pw_name else {
      return "uid \(uid)"
    }
    return String(cString: name)
  }
}
