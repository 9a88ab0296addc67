import Care360
import Glibc
import PrivateIO

/// The folder for this program's data, opened once and kept open. Its files are reached through the descriptor, so that
/// a folder that takes the same name later is not mistaken for it. It closes with the last reference.
final class PrivateFolder: Sendable {
  let descriptor: Descriptor
  /// For sentences.
  let path: String

  private init(_ descriptor: Descriptor, _ path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { descriptor.close() }

  /// Nil when there is none and `creating` is false. Missing folders above it are made 0700 too.
  static func open(_ path: String, creating: Bool) throws(JournalProblem) -> PrivateFolder? {
    guard path.isWholePath, !path.utf8.contains(0) else {
      throw JournalProblem("The folder for this program's data must be an absolute path.")
    }
    do throws(IOFailure) {
      return try PrivateFolders.open(path, making: creating).map { PrivateFolder($0, path) }
    } catch {
      throw JournalProblem(error, ofFolder: path)
    }
  }

  /// The folder `name` in this one, made where it is missing; a link is refused.
  func subfolder(_ name: String) throws(JournalProblem) -> PrivateFolder {
    let inner = path + "/" + name
    do throws(IOFailure) {
      guard let opened = try PrivateFolders.open(name, in: descriptor, making: true) else { throw .system(ENOENT) }
      return PrivateFolder(opened, inner)
    } catch {
      throw JournalProblem(error, ofFolder: inner)
    }
  }

  /// Throws where it was opened to others since.
  func judge() throws(JournalProblem) {
    do throws(IOFailure) {
      try PrivateFolders.judge(descriptor)
    } catch {
      throw JournalProblem(error, ofFolder: path)
    }
  }

  /// Throws when the folder's path no longer leads to this folder.
  func requireItsPlace() throws(JournalProblem) {
    let there = try Self.open(path, creating: false)
    guard let there, there.identity == identity else {
      throw JournalProblem(
        "The folder \(path.visibleShellWord) was moved or replaced while this program was running; put it back, or quit and start"
          + " again.")
    }
  }

  private var identity: [UInt64]? {
    var status = stat()
    return fstat(descriptor.number, &status) == 0 ? [UInt64(status.st_dev), UInt64(status.st_ino)] : nil
  }

  /// Makes the names in the folder durable (synced to disk).
  func sync() throws(JournalProblem) {
    do throws(IOFailure) {
      try descriptor.sync()
    } catch {
      throw problem("written", error.code ?? EIO)
    }
  }

  /// In no order.
  func names() throws(JournalProblem) -> [String] {
    guard let names = FolderNames.all(in: descriptor) else { throw problem("read", errno) }
    return names
  }

  private func problem(_ deed: String, _ code: Int32) -> JournalProblem {
    JournalProblem("The folder \(path.visibleShellWord) cannot be \(deed): \(SystemFailure.words(code)).")
  }
}

extension JournalProblem {
  fileprivate init(_ failure: IOFailure, ofFolder path: String) {
    self.init(DataFolder.sentence(failure, path))
  }
}

/// The fault of a folder for this program's data, in the words that opening it has.
package enum DataFolder {
  /// Nil when nothing is wrong, or when the folder does not exist.
  package static func problem(_ path: String) -> String? {
    do throws(JournalProblem) {
      _ = try PrivateFolder.open(path, creating: false)
      return nil
    } catch {
      return error.sentence
    }
  }

  fileprivate static func sentence(_ failure: IOFailure, _ path: String) -> String {
    let word = path.visibleShellWord
    return switch failure {
    case .folderNotMade(let folder, let code):
      "The folder \(folder.visibleShellWord) cannot be made: \(SystemFailure.words(code))."
    case .notFolder: "\(word) is a link or is not a folder; move it away."
    case .danglingLink: "The folder \(word) has a broken link in its path."
    case .ofAnotherUser(let owner): foreign(word, owner)
    case .folderOfAnotherUser(let folder, let owner): foreign(folder.visibleShellWord, owner)
    case .openToOthers: "The folder \(word) is open to other users; run: chmod 700 \(word)"
    case .folderOpenToWriters(let folder):
      "Other users can write to the folder \(folder.visibleShellWord) and so remove \(word); run: chmod go-w"
        + " \(folder.visibleShellWord)"
    case .folderNotExamined(let folder): "The folder \(folder.visibleShellWord) cannot be examined."
    case .system(let code): "The folder \(word) cannot be opened: \(SystemFailure.words(code))."
    case .stalled, .tooLong, .symbolicLink, .noFileName, .notRegular, .hasSecondName:
      "The folder \(word) cannot be opened."
    }
  }

  private static func foreign(_ word: String, _ owner: UInt32) -> String {
    "The folder \(word) belongs to another user (uid \(owner)); only that user or root can move it away."
  }
}
