/// Why bytes did not pass, or a file or folder was refused.
package enum IOFailure: Error, Hashable, Sendable {
  /// The system's answer, an `errno`.
  case system(Int32)
  /// The other end took nothing for as long as the caller has patience.
  case stalled
  /// There are more bytes than the caller takes.
  case tooLong
  case symbolicLink
  case notRegular
  /// A symbolic link, or no folder at all.
  case notFolder
  case ofAnotherUser
  /// A hard link leads to it from elsewhere.
  case hasSecondName
  /// Its mode lets other users in.
  case openToOthers
  /// The folder of this path could not be made, for this `errno`.
  case folderNotMade(String, Int32)

  /// The system's answer where there is one.
  package var code: Int32? {
    switch self {
    case .system(let code), .folderNotMade(_, let code): code
    default: nil
    }
  }
}
