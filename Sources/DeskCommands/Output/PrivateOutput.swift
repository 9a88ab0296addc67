import PrivateIO

/// Files and folders that a command makes, private from the first instant.
enum PrivateOutput {
  /// Makes the folder and those above it that are missing.
  static func makeFolder(_ path: String) throws(ErrorReport) {
    do throws(IOFailure) {
      try PrivateFolders.make(path)
    } catch {
      switch error {
      case .folderNotMade(let folder, _): throw .failed("The folder \(folder) cannot be made.")
      case .folderOpenToWriters(let folder):
        throw .failed(
          "Other users can write to the folder \(folder.visibleShellWord); run: chmod go-w \(folder.visibleShellWord)")
      case .folderOfAnotherUser(let folder, let owner):
        throw .failed(
          "The folder \(folder.visibleShellWord) belongs to another user (uid \(owner)): choose one of your own.")
      case .system, .stalled, .tooLong, .symbolicLink, .danglingLink, .noFileName, .notRegular, .notFolder,
        .ofAnotherUser, .hasSecondName, .openToOthers, .folderNotExamined:
        throw .failed("The folder \(path) cannot be made.")
      }
    }
  }

  /// Puts a new file in the place of whatever has this name. A crash leaves the old one or the new one, whole.
  static func write(_ path: String, _ text: String) throws(ErrorReport) { try write(path, Array(text.utf8)) }

  static func write(_ path: String, _ bytes: [UInt8]) throws(ErrorReport) {
    do throws(IOFailure) {
      try PrivateFile.replace(path, with: bytes)
    } catch {
      throw .failed("The file \(path) cannot be written.")
    }
  }
}
