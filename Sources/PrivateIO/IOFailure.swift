/// The reason why bytes were not transferred, or a file or folder was refused.
package enum IOFailure: Error, Hashable, Sendable {
  /// The system's answer, an `errno`.
  case system(Int32)
  /// The other end took nothing for as long as the caller has patience.
  case stalled
  /// There are more bytes than the caller takes.
  case tooLong
  case symbolicLink
  /// The file, or a folder on the way to it, is a link to something that is not there.
  case danglingLink
  /// The path ends in no name that a file could have.
  case noFileName
  case notRegular
  /// A symbolic link, or no folder at all.
  case notFolder
  /// The file belongs to this other user id.
  case ofAnotherUser(UInt32)
  /// A hard link gives the file a second name elsewhere.
  case hasSecondName
  /// Its mode lets other users in.
  case openToOthers
  /// The folder of this path could not be made, for this `errno`.
  case folderNotMade(String, Int32)
  /// Other users may write to this folder, which is on the way.
  case folderOpenToWriters(String)
  /// This folder on the way, or a link in it, belongs to another user, of this id.
  case folderOfAnotherUser(String, UInt32)
  /// This folder on the way cannot be examined.
  case folderNotExamined(String)

  /// The system's answer where there is one.
  package var code: Int32? {
    switch self {
    case .system(let code), .folderNotMade(_, let code): code
    default: nil
    }
  }
}
