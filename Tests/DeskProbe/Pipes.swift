import Foundation
import PrivateIO

/// The first pipe ends the watch of the second. The third one is never read. The writing end of the fourth is closed.
@MainActor func watchPipes() async {
  var reported: [String] = []
  func pipe(_ name: String, isClosed: Bool = false, _ act: @escaping @MainActor (Int32) -> Void) -> Int32 {
    var ends: [Int32] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else { exit(71) }
    let reading = ends[0]
    if isClosed { close(ends[1]) } else { _ = write(ends[1], "x", 1) }
    MainLoop.watch(reading) {
      if reported.count < 100 { reported.append(name) }
      act(reading)
    }
    return reading
  }
  var second: Int32 = -1
  _ = pipe("first") {
    MainLoop.unwatch($0)
    MainLoop.unwatch(second)
  }
  second = pipe("second") { _ in }
  _ = pipe("unread") { _ in }
  _ = pipe("closed", isClosed: true) { MainLoop.unwatch($0) }
  // The work of the main actor goes on beside a pipe that stays readable.
  while reported.count(where: { $0 == "unread" }) < 3 { await Task.yield() }
  print("reported: \(Set(reported).sorted().joined(separator: " "))")
  exit(reported.count { $0 == "first" } == 1 && reported.count { $0 == "closed" } == 1 ? 0 : 70)
}
