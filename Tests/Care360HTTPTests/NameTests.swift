import Care360
import Care360HTTP
import Foundation
import TestCertificates
import TestSupport
import Testing

/// How the service's name becomes an address: a dead name server stretches no deadline, and no environment variable
/// changes the route.
@Suite(.serialized, .enabled(if: PrivateNetwork.canBeMade, PrivateNetwork.obstacle)) struct NameTests {
  /// A question is given up after five seconds.
  static let resolver = "nameserver 127.0.0.1\nsearch example.com\noptions timeout:1 attempts:5\n"

  @Test func aNameServerThatNeverAnswersStretchesNoDeadline() async throws {
    try await PrivateNetwork.run("aNameServerThatNeverAnswersStretchesNoDeadline", resolver: Self.resolver) {
      var configuration = TransportConfiguration()
      configuration.readDeadline = .seconds(2)
      configuration.writeDeadline = .seconds(2)
      let good = Script.always(.answer(Answers.json(Answers.latest)))
      try await NameServer.run(nil) { names in
        try await FaultServer.run(good) { server in
          // The end of the transport counts too: a command has told nothing before it.
          let read = try await shortest(under: .seconds(3)) {
            try await Rig.run("https://care360.example.com", configuration) { rig in
              #expect(await rig.read().error == .timedOut(httpStatus: nil))
            }
          }
          #expect(read < .seconds(3))
          let write = try await shortest(under: .seconds(3)) {
            try await Rig.run("https://care360.example.com", configuration) { rig in
              let unsent = Care360Error.unavailable(.timedOutBeforeSending, retryAfter: nil, httpStatus: nil)
              #expect(await rig.write().error == unsent)
              #expect(rig.journal.outcomes == [.notSent])
            }
          }
          #expect(write < .seconds(3))
          #expect(names.asked.contains("care360.example.com"))
          // Other connections go on while the questions hang.
          try await Rig.run(server) { #expect(await $0.read().word == "ok") }
        }
      }
    }
  }

  @Test func aNameServerThatComesBackIsHeard() async throws {
    try await PrivateNetwork.run("aNameServerThatComesBackIsHeard", resolver: Self.resolver) {
      var configuration = TransportConfiguration()
      configuration.readDeadline = .seconds(1)
      let certificates = try TestCertificates()
      let context = try certificates.server(names: "DNS:care360.example.com")
      let good = Script.always(.answer(Answers.json(Answers.latest)))
      try await NameServer.run(nil) { names in
        try await FaultServer.run(good, tls: context) { server in
          let base = "https://care360.example.com:\(server.port)"
          try await Rig.run(base, configuration) { #expect(await $0.read().error == .timedOut(httpStatus: nil)) }
          names.answer(["care360.example.com": [127, 0, 0, 1]])
          configuration = .patient
          configuration.connectTimeout = .seconds(60)
          configuration.authorities = try certificates.authorities()
          try await Rig.run(base, configuration) { #expect(await $0.read().word == "ok") }
        }
      }
    }
  }

  /// Each variable leads the resolver to 127.0.0.2, where a listener must get no connection.
  @Test func theEnvironmentCannotRename() async throws {
    let folder = try TestFolder()
    let aliases = try folder.file("aliases", "care360 elsewhere.example.com\n")
    let variables = [
      "HOSTALIASES": aliases, "LOCALDOMAIN": "trap.example.com", "RES_OPTIONS": "ndots:9",
    ]
    try await PrivateNetwork.run("theEnvironmentCannotRename", resolver: Self.resolver, environment: variables) {
      let right: [UInt8] = [127, 0, 0, 1]
      let trap: [UInt8] = [127, 0, 0, 2]
      let known = [
        "care360.example.com": right, "elsewhere.example.com": trap, "care360.trap.example.com": trap,
        "care360.example.com.trap.example.com": trap,
      ]
      try await NameServer.run(known) { _ in
        // The control: a process that keeps the variables is led astray.
        for name in ["care360", "care360.example.com"] {
          let astray = try Process.output("/usr/bin/getent", ["hosts", name])
          #expect(String(decoding: astray, as: UTF8.self).hasPrefix("127.0.0.2"))
        }
        for name in ResolverVariables.names { unsetenv(name) }
        let certificates = try TestCertificates()
        let context = try certificates.server(names: "DNS:care360,DNS:care360.example.com")
        let good = Script.always(.answer(Answers.json(Answers.latest)))
        var configuration = TransportConfiguration.patient
        configuration.authorities = try certificates.authorities()
        try await FaultServer.run(good, tls: context) { server in
          try await FaultServer.run(good, tls: context, at: "127.0.0.2", port: server.port) { trapped in
            for name in ["care360", "care360.example.com"] {
              try await Rig.run("https://\(name):\(server.port)", configuration) { rig in
                #expect(await rig.read().word == "ok")
              }
            }
            #expect(trapped.log.now.connections == 0)
          }
        }
      }
    }
  }
}
