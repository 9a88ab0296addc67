import Glibc

/// Key and token of the sandbox as files, so that commands can be tried in the way real ones are given.
struct SandboxCredentialFiles {
  let folder: String

  /// Makes the folder 0700 where there is none, and writes both files 0600. A file of the same name is replaced, never
  /// written into: it may be a link to somewhere else or open to others.
  func write(apiKey: String, token: String) throws(ErrorReport) -> (apiKey: String, token: String) {
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .failed("The folder \(folder) cannot be made.") }
    return (try write("api-key", apiKey), try write("token", token))
  }

  private func write(_ name: String, _ secret: String) throws(ErrorReport) -> String {
    let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    guard unlink(path) == 0 || errno == ENOENT else { throw .failed("The file \(path) cannot be replaced.") }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .failed("The file \(path) cannot be made.") }
    defer { close(descriptor) }
    do throws(ErrorReport) {
      try DescriptorOutput(descriptor: descriptor).write(secret + "\n")
    } catch {
      throw .failed("The file \(path) cannot be written.")
    }
    return path
  }
}

extension String {
  /// As one word of a shell command that can be pasted.
  var shellWord: String {
    let isPlain = !isEmpty && allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+@%,:=".contains($0)) }
    return isPlain
      ? self : "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
