import Glibc
import PrivateIO

/// Why a form or template was not read or written.
package struct FormFileProblem: Error, Hashable, Sendable {
  /// For the person; names no value.
  package let sentence: String
  /// There is a file of that name already.
  package let isExisting: Bool

  package init(sentence: String, isExisting: Bool = false) {
    self.sentence = sentence
    self.isExisting = isExisting
  }
}

/// Forms and templates as private files of one person.
package enum FormFile {
  /// In bytes.
  private static let largestSize = 8 << 20

  /// Writes a new file. An existing file stays as it is.
  package static func create(_ path: String, with bytes: [UInt8]) throws(FormFileProblem) {
    do throws(IOFailure) {
      try PrivateFile.create(path, with: bytes)
    } catch {
      throw FormFileProblem(error)
    }
  }

  /// Replaces a file that may exist; at any time either the old or the new file is there.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(FormFileProblem) {
    do throws(IOFailure) {
      try PrivateFile.replace(path, with: bytes)
    } catch {
      throw FormFileProblem(error)
    }
  }

  /// Everything in a regular file, whoever owns it.
  package static func read(_ path: String) throws(FormFileProblem) -> [UInt8] {
    let number = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else {
      throw FormFileProblem(
        sentence: errno == ENOENT || errno == ENOTDIR ? "There is no such file." : "The file cannot be opened.")
    }
    let file = Descriptor(number)
    defer { file.close() }
    var status = stat()
    guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw FormFileProblem(sentence: "It is not a regular file.")
    }
    do throws(IOFailure) {
      return try file.readAll(limit: largestSize)
    } catch {
      throw FormFileProblem(
        sentence: error == .tooLong ? "The file is larger than 8 MiB." : "The file cannot be read.")
    }
  }

  /// True when other users may read what exists there.
  package static func isReadableByOthers(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & 0o077 != 0
  }
}

extension FormFileProblem {
  fileprivate init(_ failure: IOFailure) {
    switch failure.code {
    case EEXIST, ELOOP:
      self.init(sentence: "A file with that name already exists: choose another name.", isExisting: true)
    case ENOENT, ENOTDIR: self.init(sentence: "There is no such folder.")
    case EACCES, EPERM, EROFS: self.init(sentence: "You do not have permission to write there.")
    case ENOSPC, EDQUOT: self.init(sentence: "The file could not be written: the disk is full.")
    case .some: self.init(sentence: "The file could not be written.")
    case nil: self.init(sentence: "Others can read the files in this folder: choose another folder.")
    }
  }
}
