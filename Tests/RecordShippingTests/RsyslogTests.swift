import CaseStore
import Foundation
import TestCertificates
import TestSupport
import Testing

@testable import Care360
@testable import RecordShipping

@Suite(
  .enabled(if: Rsyslog.program != nil, "rsyslogd is missing: nothing was sent to a real syslog service"), .serialized)
struct RsyslogTests {
  /// Words of the record that nobody else may see.
  private static let canaries = [ShippingBench.caseID, "0f6d8a31-7be2-4d0c-9a54-c21e83b7f910", "canary-bundle"]

  /// Views, a write, a block, an awkward name.
  private static func work(_ bench: ShippingBench, _ journal: FileWriteJournal) async throws {
    try await bench.view(journal, times: 20)
    let id = try CaseID(ShippingBench.caseID)
    let intent = WriteIntent(
      id: "w1", time: Date(), operatorName: #"o"k\a]f[or é"#, profile: "clinic", action: .changeBundle, caseID: id,
      productIDs: [try ProductID("0f6d8a31-7be2-4d0c-9a54-c21e83b7f910")], bundleID: try BundleID("canary-bundle"))
    _ = try await journal.open(intent, repeating: .none)
    try await journal.noteBlocked(intent, because: .unsettled)
    try await journal.close("w1", outcome: .unknown)
    try await journal.settle("w1", as: .didNotHappen)
  }

  private static func compared(_ bench: ShippingBench, _ files: [String]) async throws -> CollectedRecord {
    var collected = CollectedRecord(
      try await bench.journal.shippableLines(), unsent: try await bench.journal.unsent(atMost: .max),
      of: RecordSource(bench.journal), try ShippingBench.hash)
    for file in files {
      for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") {
        collected.take(String(line))
      }
    }
    return collected
  }

  private static func text(_ file: String) -> String {
    do { return try String(contentsOfFile: file, encoding: .utf8) } catch { return "" }
  }

  /// Debian's own configuration takes what comes as it is; a service that reads RFC 5424 writes it in the form of that.
  @Test(arguments: [
    (true, "RSYSLOG_TraditionalFileFormat"), (true, "RSYSLOG_FileFormat"), (true, "RSYSLOG_SyslogProtocol23Format"),
    (false, "RSYSLOG_SyslogProtocol23Format"),
  ])
  func everythingArrivesAndComparesInEachForm(_ usesSpecialParser: Bool, _ template: String) async throws {
    let bench = try ShippingBench()
    let (socket, file) = (bench.folder.path + "/dev-log", bench.folder.path + "/all.log")
    let server = try Rsyslog(
      [
        #"module(load="imuxsock" SysSock.Use="off")"#,
        #"input(type="imuxsock" Socket="\#(socket)" RateLimit.Interval="0" UseSpecialParser="\#(usesSpecialParser ? "on" : "off")")"#,
        #"action(type="omfile" file="\#(file)" template="\#(template)")"#,
      ], in: bench.folder)
    #expect(await until { access(socket, F_OK) == 0 })
    let shipper = bench.shipper(to: SyslogSocket(socket))
    let journal = FileWriteJournal(
      directory: bench.data, shipping: ShippingRule(mostUnsent: nil) { shipper.wake() })
    try await Self.work(bench, journal)
    await shipper.finish(within: .seconds(300))
    let count = try await bench.heads().count
    #expect(await until { Self.text(file).split(separator: "\n").count >= count })
    server.stop()
    let collected = try await Self.compared(bench, [file])
    #expect(collected.collected == count && count == 25)
    #expect(collected.missing == [] && collected.differing == [] && collected.beyond == [])
    for canary in Self.canaries { #expect(!Self.text(file).contains(canary)) }
    #expect(
      try String(contentsOfFile: RecordFolder(bench.data).newest, encoding: .utf8).contains(Self.canaries[0]),
      "the control")
  }

  @Test func aServiceThatIsRestartedMissesNothing() async throws {
    let bench = try ShippingBench()
    let (socket, file) = (bench.folder.path + "/dev-log", bench.folder.path + "/all.log")
    let lines = [
      #"module(load="imuxsock" SysSock.Use="off")"#,
      #"input(type="imuxsock" Socket="\#(socket)" RateLimit.Interval="0")"#,
      #"action(type="omfile" file="\#(file)" template="RSYSLOG_FileFormat")"#,
    ]
    let shipper = bench.shipper(to: SyslogSocket(socket))
    let journal = FileWriteJournal(
      directory: bench.data, shipping: ShippingRule(mostUnsent: nil) { shipper.wake() })
    try await bench.view(journal, times: 5)
    var server = try Rsyslog(lines, in: bench.folder)
    #expect(await until { Self.text(file).split(separator: "\n").count >= 6 })
    server.stop()
    try await bench.view(journal, times: 5)
    server = try Rsyslog(lines, in: bench.folder)
    #expect(await until { Self.text(file).split(separator: "\n").count >= 11 })
    await shipper.finish(within: .seconds(300))
    server.stop()
    let collected = try await Self.compared(bench, [file])
    #expect(collected.collected == 11 && collected.missing == [] && collected.unsentCount == 0)
  }

  @Test(.enabled(if: Rsyslog.speaksTLS, "rsyslog-gnutls is missing"))
  func aCollectorTakesTheFramesOverTLS() async throws {
    let bench = try ShippingBench()
    let certificates = try TestCertificates()
    let (certificate, key) = try certificates.files(names: "DNS:localhost")
    let file = bench.folder.path + "/all.log"
    let (descriptor, url) = try Loopback.listener()
    let port = Int(try Loopback.port(of: url))
    close(descriptor)
    let server = try Rsyslog(
      [
        #"global(defaultNetstreamDriver="gtls" defaultNetstreamDriverCAFile="\#(certificates.caFile)""#
          + #" defaultNetstreamDriverCertFile="\#(certificate)" defaultNetstreamDriverKeyFile="\#(key)")"#,
        #"module(load="imtcp" StreamDriver.Name="gtls" StreamDriver.Mode="1" StreamDriver.AuthMode="anon")"#,
        #"input(type="imtcp" address="127.0.0.1" port="\#(port)")"#,
        #"action(type="omfile" file="\#(file)" template="RSYSLOG_SyslogProtocol23Format")"#,
      ], in: bench.folder)
    #expect(
      await until {
        guard let connection = Loopback.connection(to: UInt16(port)) else { return false }
        close(connection)
        return true
      })
    try await Self.work(bench, bench.journal)
    let receiver = TLSReceiver(
      host: "localhost", port: port, authorities: try certificates.authorities(), patience: .seconds(120))
    #expect(await bench.shipper(to: receiver).look() == nil)
    #expect(await until { Self.text(file).split(separator: "\n").count >= 25 })
    server.stop()
    let collected = try await Self.compared(bench, [file])
    #expect(collected.collected == 25 && collected.missing == [] && collected.differing == [])
    for canary in Self.canaries { #expect(!Self.text(file).contains(canary)) }
  }
}
