import AsyncHTTPClient
import Care360
import FoundationEssentials
import NIOCore
import NIOHTTP1

/// One request on one connection and its whole answer, within the caps.
struct Exchange: Sendable {
  let client: HTTPClient
  let limits: TransportConfiguration

  /// The deadline of the library, a backstop far beyond the program's own deadline.
  private static let backstop = TimeAmount.hours(1)

  func run(_ request: HTTPClientRequest) async -> ExchangeResult {
    let response: HTTPClientResponse
    do {
      response = try await client.execute(request, timeout: Self.backstop)
    } catch let refusal as ListenerCheck.Refusal {
      return .failed(.addressRefused(RefusedAddress(request.url, .foreignListener(refusal.owner))))
    } catch let refusal as CertificateCheck.Refusal {
      return .failed(.tlsRefused(refusal.reason))
    } catch {
      return .failed(.init(of: error, afterHead: false))
    }
    // While it parses, the library keeps up to 2 MiB and 256 fields; an answer beyond our cap is dropped here.
    let headerSize = response.headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
    guard headerSize <= limits.headerCap else { return .failed(.tooLarge) }
    if let length = response.headers.first(name: "content-length").flatMap({ Int($0) }), length > limits.bodyCap {
      return .failed(.tooLarge)
    }
    var body = Data()
    do {
      for try await part in response.body {
        guard body.count + part.readableBytes <= limits.bodyCap else { return .failed(.tooLarge) }
        // To append a view of it would look through every conformance of the program once.
        part.withUnsafeReadableBytes { bytes in body.append(bytes.assumingMemoryBound(to: UInt8.self)) }
      }
      try Task.checkCancellation()
    } catch {
      return .failed(.init(of: error, afterHead: true))
    }
    guard body.count <= limits.stringCap || !StringCap.isPassed(by: body, cap: limits.stringCap) else {
      return .failed(.tooLarge)
    }
    let retryAfter = response.headers.first(name: "retry-after").flatMap { text in
      RetryAfter.seconds(text, now: limits.time.date())
    }
    return .answer(
      APIResponse(
        status: Int(response.status.code), body: body, retryAfter: retryAfter,
        location: response.headers.first(name: "location"),
        date: response.headers.first(name: "date").flatMap(HTTPDate.parsed)))
  }
}

/// Finds a JSON string that exceeds a cap, before a parser turns the bytes into values.
enum StringCap {
  static func isPassed(by body: Data, cap: Int) -> Bool {
    body.withUnsafeBytes { bytes in
      var length: Int?
      var isEscaped = false
      for byte in bytes {
        guard let current = length else {
          if byte == UInt8(ascii: "\"") { length = 0 }
          continue
        }
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          length = nil
          continue
        }
        if current >= cap { return true }
        length = current + 1
      }
      return false
    }
  }
}
