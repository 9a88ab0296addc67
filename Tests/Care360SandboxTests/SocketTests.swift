import Care360Sandbox
import Dispatch
import Foundation
import Synchronization
import Testing

/// The sandbox over a real TCP connection.
struct SocketTests {
  private let avery = Sandbox.showcaseCaseID

  private func serving(_ sandbox: Sandbox, _ body: (SandboxServer) async throws -> Void) async throws {
    let server = try await SandboxServer.start(sandbox)
    do {
      try await body(server)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  private func refill(_ sandbox: Sandbox) -> String {
    let body = #"{"action":"REQUEST_REFILL_URL"}"#
    return "POST /api/v1/cases/\(avery) HTTP/1.1\r\nHost: localhost\r\ncv-api-key: \(sandbox.apiKey)\r\n"
      + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
  }

  @Test func answersOverHTTP() async throws {
    let sandbox = try Sandbox.small()
    try await serving(sandbox) { server in
      #expect(server.baseURL == "http://127.0.0.1:\(server.port)")
      let found = try await exchange(
        server.port,
        "GET /api/v1/customer-latest-case-id?phoneNumber=%2B12025550142 HTTP/1.1\r\nHost: localhost\r\n"
          + "CV-Api-Key: \(sandbox.apiKey)\r\nConnection: close\r\n\r\n")
      #expect(found.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(found.lowercased().contains("content-type: application/json; charset=utf-8"))
      #expect(found.hasSuffix(#"{"status":200,"success":true,"case":{"id":"\#(avery)"}}"#))
      let link = try await exchange(server.port, refill(sandbox))
      #expect(link.hasPrefix("HTTP/1.1 200 OK\r\n") && link.contains("https://example.com/check-in/"))
      let wrong = try await exchange(
        server.port, "DELETE /api/v1/organization/bundles HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
      #expect(wrong.hasPrefix("HTTP/1.1 405") && wrong.lowercased().contains("allow: get"))
    }
  }

  @Test(arguments: [(SandboxFault.Kind.dropBefore, 0), (.dropAfter, 1)])
  func aDropClosesTheConnectionWithoutAByte(_ kind: SandboxFault.Kind, _ applied: Int) async throws {
    let sandbox = try Sandbox.small()
    let before = try await sandbox.detail(avery).list("activity").count
    try await serving(sandbox) { server in
      sandbox.arm(SandboxFault(route: .refill, kind, count: 1))
      let dropped = try await exchange(server.port, refill(sandbox))
      #expect(dropped == "")
      #expect(sandbox.requestCount(.refill) == 1)
      let answered = try await exchange(server.port, refill(sandbox))
      #expect(answered.hasPrefix("HTTP/1.1 200"))
    }
    #expect(try await sandbox.detail(avery).list("activity").count == before + applied + 1)
  }

  @Test func aBodyBeyondTheCapIsRefused() async throws {
    let sandbox = try Sandbox.small()
    try await serving(sandbox) { server in
      let answer = try await exchange(
        server.port,
        "POST /api/v1/cases/\(avery) HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000000\r\nConnection: close\r\n\r\n"
          + String(repeating: "x", count: 5_000_000))
      #expect(answer.hasPrefix("HTTP/1.1 413"))
      #expect(sandbox.requestCount(.other) == 0)
    }
  }

  @Test func aPortInUseIsASentence() async throws {
    let sandbox = try Sandbox.small()
    try await serving(sandbox) { server in
      let error = await #expect(throws: SandboxError.self) { try await SandboxServer.start(sandbox, port: server.port) }
      #expect(error == .portUnusable(host: "127.0.0.1", port: server.port))
      #expect(error?.description.contains("127.0.0.1:\(server.port)") == true)
    }
  }

  @Test func stoppingEndsKeptConnectionsAndFreesThePort() async throws {
    let sandbox = try Sandbox.small()
    let server = try await SandboxServer.start(sandbox)
    let kept = try Connection(port: server.port)
    try await kept.send(
      "GET /api/v1/organization/bundles HTTP/1.1\r\nHost: localhost\r\ncv-api-key: \(sandbox.apiKey)\r\n\r\n")
    #expect(try await kept.receiveSome().hasPrefix("HTTP/1.1 200"))
    await server.stop()
    #expect(throws: ConnectionRefused.self) { try Connection(port: server.port) }
    let again = try await SandboxServer.start(sandbox, port: server.port)
    await again.stop()
    #expect(again.port == server.port)
  }

  @Test func stoppingDoesNotWaitForASlowAnswer() async throws {
    let sandbox = try Sandbox.small()
    let server = try await SandboxServer.start(sandbox)
    sandbox.arm(SandboxFault(.slow(.seconds(600))))
    let waiting = try Connection(port: server.port)
    try await waiting.send(refill(sandbox))
    while sandbox.requestCount(.refill) == 0 { await Task.yield() }
    await server.stop()
    let rest = try await waiting.receiveAll()
    #expect(rest == "")
  }

  /// A connection that was accepted and that nothing has taken yet would trap.
  @Test func stoppingWhileConnectionsComeInTrapsNothing() async throws {
    for _ in 0..<30 {
      let server = try await SandboxServer.start(try Sandbox.small())
      let crowd = Crowd()
      await withTaskGroup { group in
        for _ in 0..<2 {
          group.addTask {
            while !crowd.isOver.load(ordering: .relaxed) {
              do {
                _ = try Connection(port: server.port)
                crowd.connections.add(1, ordering: .relaxed)
              } catch {
                break
              }
              await Task.yield()
            }
          }
        }
        while crowd.connections.load(ordering: .relaxed) < 20 { await Task.yield() }
        await server.stop()
        crowd.isOver.store(true, ordering: .relaxed)
      }
    }
  }

  /// Clients that connect until it is over.
  private final class Crowd: Sendable {
    let isOver = Atomic(false)
    let connections = Atomic(0)
  }

  /// Sends a request and gives everything that comes back until the server closes.
  private func exchange(_ port: Int, _ request: String) async throws -> String {
    let connection = try Connection(port: port)
    try await connection.send(request)
    return try await connection.receiveAll()
  }
}
