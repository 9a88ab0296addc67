import CSodium
import Care360
import Glibc
import PrivateIO
import Sealing

/// A second copy of the mark, outside the folder of the record. It stays when the record is removed together with its
/// own mark, or when an earlier state of the record is put back.
struct SecondMark: Sendable {
  private let folder: String
  let name: String

  /// - Parameters:
  ///   - folder: an absolute path; made 0700 with the first line.
  ///   - directory: of the record, whose path tells its mark from those of other records.
  init(in folder: String, of directory: String) {
    self.folder = folder
    name = "record-\(Self.mark(of: directory)).mark"
  }

  /// 32 hexadecimal digits that tell this record from those in other folders.
  static func mark(of directory: String) -> String {
    let path = Array(directory.utf8)
    var digest = [UInt8](repeating: 0, count: 16)
    // No key is involved, so this needs no sodium_init and cannot fail.
    crypto_generichash(&digest, digest.count, path, UInt64(path.count), nil, 0)
    return digest.hex
  }

  /// Nil when there is none.
  ///
  /// - Parameter creating: folder and file are made where they are missing.
  func file(creating: Bool, _ reads: JournalReads) throws(JournalProblem) -> SegmentFile? {
    guard let folder = try PrivateFolder.open(folder, creating: creating) else { return nil }
    return try SegmentFile(name, in: folder, creating ? O_CREAT : 0, isAppendOnly: false, reads: reads)
  }
}
