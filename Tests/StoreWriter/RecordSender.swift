import Care360
import CaseStore
import RecordShipping

/// Records views and sends them, for the tests to kill.
func shipRecord(in folder: String, to socket: String) async throws {
  let shipper = RecordShipper(FileWriteJournal(directory: folder), to: SyslogSocket(socket), key: { nil })
  let journal = FileWriteJournal(directory: folder, shipping: ShippingRule(mostUnsent: nil) { shipper.wake() })
  var number = 0
  while true {
    try await journal.record(
      ActivityNote(
        .viewed(.shown), try CaseID("8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6"), operatorName: "jo", profile: "test"))
    number += 1
    say("view \(number)")
  }
}
