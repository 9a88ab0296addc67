import Care360
import CaseStore
import Foundation

// What the tests of the store run as a process of its own, to be killed:
//   StoreWriter numbers FOLDER FIRST   saves one draft again and again with a counting text; one line for each save
//   StoreWriter count FOLDER NUMBER    the same NUMBER times, then ends
//   StoreWriter hold FOLDER TERMINAL   saves one draft, prints its session and waits for SIGUSR1 or the end of stdin
//   StoreWriter writes FOLDER NUMBER   opens and ends writes in the journal in FOLDER, the first one as NUMBER
//   StoreWriter months FOLDER NUMBER   the same, with a new month at every third step
//   StoreWriter short FOLDER NUMBER    the same, with files of the record that take three lines
//   StoreWriter ships FOLDER SOCKET    records views and sends them to SOCKET; one line for each view, once it is on disk
//   StoreWriter cost FOLDER NUMBER     measures writes beside records of NUMBER lines
// The store's key is "writer", made long enough; its session is printed first. A store that refuses ends it with a line that says why.

/// Unbuffered, so that what was said before a kill was said.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

let arguments = CommandLine.arguments
guard arguments.count == 4 else { exit(64) }
let place = StorePlace(base: arguments[2], profile: "test", operatorID: "jo")
let caseID = try CaseID("8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6")

func opened(listens: Bool = false) throws -> LocalStore {
  var key = Array(("writer" + String(repeating: ".", count: 32)).utf8)
  let store = try LocalStore.open(
    place, with: .printed(&key), terminal: arguments[1] == "hold" ? arguments[3] : "pts/7",
    options: StoreOptions(listens: listens))
  return store
}

func refused(_ error: any Error) -> Never {
  say("refused " + ((error as? StoreProblem)?.sentence ?? "by another error"))
  exit(1)
}

func content(_ text: String) -> DraftContent {
  DraftContent(body: Array(text.utf8), patientName: "Avery", shortID: "ADA-1", summary: text, lastKeyAt: Date())
}

func saveNumbers(isCounting: Bool) throws {
  let store = try opened()
  say("session \(store.sessionID)")
  var number = isCounting ? 0 : Int(arguments[3]) ?? 0
  let end = isCounting ? Int(arguments[3]) ?? 0 : Int.max
  var version = try store.drafts().records.first { $0.id == DraftID(caseID: caseID, kind: .form) }?.version
  while number < end {
    version = try store.save(content("number \(number)"), as: DraftID(caseID: caseID, kind: .form), expecting: version)
      .version
    say("saved \(number)")
    // The cache is written between, so that a kill may hit it too.
    let json = JSONValue.object(["id": .string(caseID.text), "title": .string("number \(number)")])
    if let detail = Case(json) { try store.remember(RecentRecord(detail: detail, seenAt: Date(), identifiers: [])) }
    if number.isMultiple(of: 16) { _ = try store.keep(newest: 0) }
    number += 1
  }
  try store.close()
}

switch arguments[1] {
case "numbers", "count":
  do { try saveNumbers(isCounting: arguments[1] == "count") } catch { refused(error) }
case "writes", "months", "short":
  let first = Int(arguments[3]) ?? 0
  let clock = arguments[1] == "months" ? TurningClock() : nil
  let bound = arguments[1] == "short" ? 1_000 : 1 << 40
  Task.detached {
    do { try await writeJournal(in: arguments[2], from: first, clock: clock, bound: bound) } catch { refused(error) }
  }
  dispatchMain()
case "ships":
  Task.detached {
    do { try await shipRecord(in: arguments[2], to: arguments[3]) } catch { refused(error) }
  }
  dispatchMain()
case "cost":
  Task.detached {
    do { try await measureJournal(in: arguments[2], lines: Int(arguments[3]) ?? 0) } catch { refused(error) }
    exit(0)
  }
  dispatchMain()
case "hold":
  signal(SIGUSR1, SIG_IGN)
  let source = DispatchSource.makeSignalSource(signal: SIGUSR1, queue: .global())
  source.setEventHandler {
    say("taken over")
    exit(0)
  }
  source.resume()
  let store = try opened(listens: arguments[3] != "deaf")
  _ = try store.save(content("held"), as: DraftID(caseID: caseID, kind: .form), expecting: nil)
  say("session \(store.sessionID)")
  while readLine() != nil {}
  try store.close()
default: exit(64)
}
