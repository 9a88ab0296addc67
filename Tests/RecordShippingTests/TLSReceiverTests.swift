import CaseStore
import Foundation
import TestCertificates
import TestSupport
import Testing

@testable import RecordShipping

/// Beside the collector's own, certificates are judged by the code that judges the service's: its tests have the rest of the
/// wrong ones.
@Suite(.serialized, .timeLimit(.minutes(6))) struct TLSReceiverTests {
  private static func receiver(
    _ port: Int, _ certificates: TestCertificates?, host: String = "127.0.0.1", patience: Duration = .seconds(120)
  ) throws -> TLSReceiver {
    TLSReceiver(host: host, port: port, authorities: try certificates?.authorities() ?? [], patience: patience)
  }

  @Test func eachLineIsAFrameAndIsSentOnce() async throws {
    let certificates = try TestCertificates()
    let bench = try ShippingBench()
    try await Collector.run(tls: try certificates.server(names: "IP:127.0.0.1,DNS:localhost")) { collector, port in
      try await bench.view(bench.journal, times: 300)
      for host in ["127.0.0.1", "localhost"] {
        let receiver = try Self.receiver(port, certificates, host: host)
        #expect(await bench.shipper(to: receiver).look() == nil)
      }
      let messages = try #require(collector.messages)
      #expect(try await messages.heads == bench.heads())
      #expect(messages.count == collector.messages?.heads.count)
      #expect(collector.connections == 2, "256 lines go over one connection, and none is made for nothing")
    }
  }

  @Test(arguments: [
    ("wrongHost", "it is for another host"), ("selfSigned", "The server's certificate was refused"),
    ("foreign", "The server's certificate was refused"), ("noTLS", "did not take the record in time"),
    ("wantsClient", "wants a client certificate"),
  ])
  func aCollectorThatIsNotInOrderGetsNoByte(_ kind: String, _ words: String) async throws {
    let certificates = try TestCertificates()
    let bench = try ShippingBench()
    try await bench.view(bench.journal, times: 2)
    let tls =
      switch kind {
      case "wrongHost": try certificates.server(names: "DNS:other.example.com,IP:127.0.0.1")
      case "selfSigned": try certificates.selfSigned()
      case "foreign": try certificates.server(ca: "other")
      case "wantsClient": try certificates.server(names: "DNS:localhost", wantsClient: true)
      default: try certificates.server()
      }
    try await Collector.run(tls: kind == "noTLS" ? nil : tls) { collector, port in
      let host = kind == "wrongHost" || kind == "wantsClient" ? "localhost" : "127.0.0.1"
      let receiver = try Self.receiver(
        port, certificates, host: host, patience: kind == "noTLS" ? .milliseconds(500) : .seconds(120))
      let backlog = try #require(await bench.shipper(to: receiver).look())
      #expect(backlog.count == 3)
      #expect(backlog.problem?.contains(words) == true, "\(backlog.problem ?? "")")
      if kind != "noTLS" { #expect(collector.messages == []) }
    }
  }

  @Test func aCollectorThatBreaksOffGetsTheBatchAgain() async throws {
    let certificates = try TestCertificates()
    let bench = try ShippingBench()
    try await bench.view(bench.journal, times: 2)
    try await Collector.run(.breaksOff, tls: try certificates.server()) { _, port in
      // The reset comes now before, now after this side's own farewell.
      for _ in 0..<TestRepeats.count(default: 40) {
        let backlog = await bench.shipper(to: try Self.receiver(port, certificates)).look()
        #expect(backlog?.count == 3)
        #expect(backlog?.problem?.hasSuffix("broke off the connection.") == true, "\(backlog?.problem ?? "")")
      }
    }
    try await Collector.run(tls: try certificates.server()) { collector, port in
      let receiver = try Self.receiver(port, certificates)
      #expect(await bench.shipper(to: receiver).look() == nil)
      #expect(collector.messages?.count == 3)
    }
  }

  @Test func aCollectorThatHangsIsGivenUpAndStopsNothing() async throws {
    let certificates = try TestCertificates()
    let bench = try ShippingBench()
    try await Collector.run(.hangs, tls: try certificates.server()) { _, port in
      let shipper = bench.shipper(to: try Self.receiver(port, certificates, patience: .milliseconds(500)))
      let journal = FileWriteJournal(
        directory: bench.data, shipping: ShippingRule(mostUnsent: nil) { shipper.wake() })
      try await bench.view(journal, times: 5)
      for await backlog in shipper.backlogs where backlog?.count == 6 {
        #expect(backlog?.problem?.contains("did not take the record in time") == true)
        break
      }
    }
  }

  @Test func nobodyThereIsSaid() async throws {
    let bench = try ShippingBench()
    try await bench.view(bench.journal)
    let (descriptor, url) = try Loopback.listener()
    let port = try Loopback.port(of: url)
    close(descriptor)
    let backlog = await bench.shipper(to: try Self.receiver(Int(port), nil)).look()
    #expect(backlog?.problem == "The record's collector at 127.0.0.1:\(port) cannot be reached.")
  }
}
