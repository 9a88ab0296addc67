import Foundation
import PrivateIO
import Synchronization

/// `sandbox serve` under the requests of many coordinators.
enum ServedLoad: Measurement {
  static let name = "served-load"

  private static let coordinators = 200
  private static let requestsPerSecond = 500
  private static let threads = 20
  private static let seconds = 20

  static func figures(_ place: Workplace) throws(BenchProblem) -> [Figure] {
    let service = try place.service(patients: 1000)
    // The first requests make what is kept afterwards.
    _ = try load(service, seconds: 4)
    let before = try ProcessMemory.megabytes("Private_Dirty", of: service.number)
    let times = try load(service, seconds: seconds)
    let after = try ProcessMemory.megabytes("Private_Dirty", of: service.number)
    return [
      try Figure("answer at \(requestsPerSecond) requests/s", "ms", times, share: 0.99, .value(50)),
      try Figure("sandbox after \(seconds * requestsPerSecond) requests", "MB", [after], .value(before * 1.1)),
    ]
  }

  /// Milliseconds of each answer, from when its request was due: one that has to wait for an earlier one is late, too.
  private static func load(_ service: Service, seconds: Int) throws(BenchProblem) -> [Double] {
    let times = Mutex<[Double]>([])
    let isBroken = Mutex(false)
    let group = DispatchGroup()
    let start = ContinuousClock.now + .milliseconds(200)
    let lines = [
      "GET /api/v1/customer-latest-case-id?email=avery%40example.com HTTP/1.1", "Host: 127.0.0.1",
      "cv-api-key: \(service.key)", "", "",
    ]
    let request = Array(lines.joined(separator: "\r\n").utf8)
    for thread in 0..<threads {
      group.enter()
      let url = service.url
      Thread.detachNewThread {
        defer { group.leave() }
        var own: [Double] = []
        do throws(BenchProblem) {
          let connections = try (0..<coordinators / threads).map { (_) throws(BenchProblem) in
            try RawConnection(to: url)
          }
          for number in stride(from: thread, to: requestsPerSecond * seconds, by: threads) {
            let due = start + .seconds(1) * number / requestsPerSecond
            // The pace is what is measured.
            Thread.sleep(forTimeInterval: max(0, (due - .now) / .seconds(1)))
            try connections[number / threads % connections.count].ask(request)
            own.append((ContinuousClock.now - due) / .milliseconds(1))
          }
          for connection in connections { connection.close() }
        } catch {
          isBroken.withLock { $0 = true }
        }
        times.withLock { $0 += own }
      }
    }
    group.wait()
    guard !isBroken.withLock({ $0 }) else { throw BenchProblem("The sandbox did not answer every request.") }
    return times.withLock { $0 }
  }
}

/// A connection that carries one request after the other.
private struct RawConnection {
  private let end: Descriptor

  init(to url: String) throws(BenchProblem) {
    end = try DelayLine.connect(to: url)
  }

  /// Returns when the whole answer is there. It has a length (RFC 9110, 8.6).
  func ask(_ request: [UInt8]) throws(BenchProblem) {
    do throws(IOFailure) {
      try end.write(request)
      var text: [UInt8] = []
      while true {
        guard let piece = try end.readOnce(upTo: 65_536) else { continue }
        guard !piece.isEmpty else { throw .system(ECONNRESET) }
        text += piece
        let parts = String(decoding: text, as: UTF8.self).split(separator: "\r\n\r\n", maxSplits: 1)
        guard parts.count == 2, let found = parts[0].lowercased().firstMatch(of: /content-length: (\d+)/),
          let length = Int(found.1)
        else { continue }
        guard parts[1].utf8.count >= length else { continue }
        guard parts[0].utf8.starts(with: "HTTP/1.1 200".utf8) else { throw .system(EPROTO) }
        return
      }
    } catch {
      throw BenchProblem("A connection to the sandbox ended.")
    }
  }

  func close() { end.close() }
}
