import PrivateIO

/// Key and token of the sandbox as files, so that commands can be tried in the way real ones are given.
struct SandboxCredentialFiles {
  let folder: String

  /// Makes the folder where there is none, and writes both files.
  func write(apiKey: String, token: String) throws(ErrorReport) -> (apiKey: String, token: String) {
    try PrivateOutput.makeFolder(folder)
    return (try write("api-key", apiKey), try write("token", token))
  }

  private func write(_ name: String, _ secret: String) throws(ErrorReport) -> String {
    let path = folder.withoutEndingSlash + (folder == "/" ? "" : "/") + name
    try PrivateOutput.write(path, secret + "\n")
    return path
  }
}
