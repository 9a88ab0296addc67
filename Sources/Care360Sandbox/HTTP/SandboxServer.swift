import FoundationEssentials
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// A sandbox that listens on a TCP port, by default on the loopback interface only.
package struct SandboxServer: Sendable {
  /// `http://127.0.0.1:PORT`, without a slash at the end.
  package let baseURL: String
  package let port: Int
  private let services: ServiceGroup
  private let running: Task<Void, any Error>

  /// Starts listening; returns once connections are accepted. No signal handler is installed.
  ///
  /// - Parameter port: 0 takes a free one.
  /// - Throws: `SandboxError.portUnusable`.
  package static func start(
    _ sandbox: Sandbox, port: Int = 0, host: String = "127.0.0.1"
  ) async throws(SandboxError) -> SandboxServer {
    let logger = Logger(label: "sandbox", factory: { _ in SwiftLogNoOpLogHandler() })
    let (ports, announcement) = AsyncStream.makeStream(of: Int.self)
    let application = Application(
      responder: SandboxResponder(sandbox: sandbox),
      configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      onServerRunning: { channel in
        if let port = channel.localAddress?.port { announcement.yield(port) }
        announcement.finish()
      },
      logger: logger)
    var configuration = ServiceGroupConfiguration(services: [application], logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(5)
    let services = ServiceGroup(configuration: configuration)
    let running = Task {
      // A failed bind ends the stream without a port.
      defer { announcement.finish() }
      try await services.run()
    }
    for await bound in ports {
      return SandboxServer(baseURL: "http://\(host):\(bound)", port: bound, services: services, running: running)
    }
    running.cancel()
    throw .portUnusable(host: host, port: port)
  }

  /// Stops listening and closes every connection; a request under way has 5 s to be answered. Cancelling alone would trap
  /// where a connection has been accepted that nothing has taken yet.
  package func stop() async {
    await services.triggerGracefulShutdown()
    _ = await running.result
  }
}
