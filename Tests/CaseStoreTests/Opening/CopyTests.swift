import Foundation
import Sealing
import TestSupport
import Testing

@testable import CaseStore

/// Somebody who carried the whole folder away.
struct CopyTests {
  private static let other = "65534"

  private static func output(_ words: [String]) throws -> (data: Data, code: Int32) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: words[0])
    process.arguments = Array(words.dropFirst())
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (data, process.terminationStatus)
  }

  /// Whether another user can be, who may run what this build made.
  static let canBeAnotherUser: Bool = {
    guard getuid() == 0 else { return false }
    do {
      return try Writer([], launcher: become).endingCode == 64
    } catch {
      return false
    }
  }()

  private static let become = ["/usr/bin/setpriv", "--reuid", other, "--regid", other, "--clear-groups"]

  private func filled(_ secret: String) throws -> StoreBench {
    let bench = try StoreBench()
    var key = Array(StoreBench.key(secret).utf8)
    let place = StorePlace(base: bench.base, profile: "test", operatorID: "jo")
    let store = try LocalStore.open(place, with: .printed(&key), options: StoreOptions(cost: StoreBench.cheap))
    _ = try store.save(content("CANARY-TEXT"), as: draftID(), expecting: nil)
    try store.close()
    return bench
  }

  @Test(.enabled(if: canBeAnotherUser, "this user cannot become another one, or that one may not run this build"))
  func aCopyInAnotherUsersHandsOpensWithTheSecretOnly() throws {
    for (secret, isRight) in [("another secret", false), ("writer", true)] {
      let bench = try filled(secret)
      chmod(bench.home.path, 0o755)
      let copy = bench.home.path + "/copy"
      #expect(try Self.output(["/bin/cp", "-a", bench.base, copy]).code == 0)
      // Whoever can read the folder without owning it gets no further than its name.
      let foreign = try Writer(["count", copy, "1"], launcher: Self.become)
      #expect(foreign.line()?.hasPrefix("refused The local store cannot be used: ") == true)
      #expect(try Self.output(["/bin/chown", "-R", "\(Self.other):\(Self.other)", copy]).code == 0)
      let owned = try Writer(["count", copy, "1"], launcher: Self.become)
      let line = owned.line()
      #expect(
        isRight
          ? line?.hasPrefix("session ") == true
          : line == "refused This passphrase or key does not open the local store.")
      while owned.line() != nil {}
      owned.process.waitUntilExit()
    }
  }

  /// Neither the data key nor a key made from it, nor a text, is in an archive of everything.
  @Test(arguments: [true, false]) func anArchiveHoldsNeitherKeyNorText(_ isPassphrase: Bool) throws {
    let bench = try StoreBench()
    let passphrase = isPassphrase ? "correct horse battery" : nil
    let key = "a key of the command"
    let store = try bench.open(key: key, passphrase: passphrase)
    _ = try store.save(content("CANARY-TEXT"), as: draftID(), expecting: nil)
    let keys = try store.openKeys()
    let file = try #require(try KeyFile.read(in: store.folder))
    let dataKey = try file.unwrapped(by: bench.secret(key, passphrase)).dataKey
    var needles = [Data("CANARY-TEXT".utf8), Data(key.utf8), Data("correct horse battery".utf8)]
    for guarded in [keys.drafts, keys.cache, dataKey] {
      let bytes = try guarded.withBytes { (bytes) throws(SealingProblem) in
        Array(UnsafeBufferPointer(start: bytes, count: 32))
      }
      #expect(Set(bytes).count > 8)
      needles += [Data(bytes), Data(bytes.hex.utf8), Data(bytes).base64EncodedData()]
    }
    for moment in ["open", "closed"] {
      let archive = try Self.output(["/bin/tar", "-cf", "-", "-C", bench.home.path, "."])
      #expect(archive.code == 0 && archive.data.range(of: Data("drafts.sqlite".utf8)) != nil)
      for needle in needles { #expect(archive.data.range(of: needle) == nil, "\(moment)") }
      if moment == "open" { try store.close() }
    }
  }
}

extension Writer {
  /// The code of a process that ends by itself.
  fileprivate var endingCode: Int32 {
    while line() != nil {}
    process.waitUntilExit()
    return process.terminationStatus
  }
}
