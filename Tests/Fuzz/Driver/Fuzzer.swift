import Dispatch
import Foundation
package import FuzzLaws

/// libFuzzer on one law. SwiftPM names the entry point of a program itself, so libFuzzer is started by hand instead of
/// through its own `main`.
package enum Fuzzer {
  // Set once and waited for, before libFuzzer calls for the first time.
  fileprivate nonisolated(unsafe) static var law: (any Law)?

  /// Runs libFuzzer with the words of the command line; `--seeds FOLDER` writes the law's seeds in its place.
  package static func run(_ kind: any Law.Type) {
    if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "--seeds" {
      return write(kind.seeds, to: URL(filePath: CommandLine.arguments[2]))
    }
    waiting { Fuzzer.law = try await kind.init() }
    var count = CommandLine.argc
    var words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    _ = runFuzzer(&count, &words, fuzzOneInput)
  }

  private static func write(_ seeds: [[UInt8]], to folder: URL) {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for (number, seed) in seeds.enumerated() { try Data(seed).write(to: folder.appending(path: "seed-\(number)")) }
    } catch {
      // A tool for engineers: it has nobody else to tell.
      fatalError("\(error)")
    }
  }

  /// libFuzzer watches the time of the main thread alone, so that one waits.
  fileprivate static func waiting(for work: @escaping @Sendable () async throws -> Void) {
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      // libFuzzer takes a trap for a finding, and keeps the input.
      do { try await work() } catch { fatalError("\(error)") }
      done.signal()
    }
    done.wait()
  }
}

/// libFuzzer's documented entry for programs with a `main` of their own.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ oneInput: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// libFuzzer tries one input at a time.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let law = Fuzzer.law else { return 0 }
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  Fuzzer.waiting { try await law.hold(for: input) }
  return 0
}
