import DeskApp
import DeskCommands
import Foundation
import NcursesTerminal
import PrivateIO
import Terminal

// Parts of the desk in a process of its own, for tests that look at it from outside:
//   DeskProbe uptime    prints the seconds of the clock that the lock goes by
//   DeskProbe discard   throws typed keys away after the first one, and prints at a q which ones it was given
//   DeskProbe loop      watches pipes that are all readable, and prints which of them were reported
//   DeskProbe message   runs out of stack while the loop of the desk handles a message
//   DeskProbe key       runs out of stack while a key is handed over
//   DeskProbe frame     runs out of stack after a frame was drawn

Program.prepare()

@MainActor func run() async throws {
  switch CommandLine.arguments.dropFirst().first {
  case "uptime":
    print(AppClock.system.uptime())
    exit(0)
  case "discard": await discardAfterFirstKey(try NcursesTerminal())
  case "loop": await watchPipes()
  case "message": await overflowInMessage()
  case "key": try await overflowAtKey()
  case "frame": try overflowAfterFrame()
  default: exit(64)
  }
}

MainLoop.run {
  do { try await run() } catch { exit(70) }
}
