package import CaseStore
import Glibc

/// Tells the record of one user on one machine from all others that a site collects.
package struct RecordSource: Hashable, Sendable {
  /// Tells records of one user on one machine apart.
  package let chain: String
  package let host: String
  package let uid: UInt32

  package init(chain: String, host: String, uid: UInt32) {
    self.chain = chain
    self.host = host
    self.uid = uid
  }

  /// Of this machine and process.
  package init(_ journal: FileWriteJournal) { self.init(chain: journal.name, host: Self.hostName, uid: getuid()) }

  private static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "-" }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
