import FoundationEssentials
import Hummingbird
import NIOCore

/// Carries HTTP requests to the sandbox and its answers back.
struct SandboxResponder: HTTPResponder {
  /// A larger body is refused with 413.
  private static let bodyLimit = 4 << 20

  let sandbox: Sandbox

  func respond(to request: Request, context: SandboxContext) async throws -> Response {
    let body: ByteBuffer
    do {
      body = try await request.body.collect(upTo: SandboxResponder.bodyLimit)
    } catch {
      return Response(status: .contentTooLarge, headers: [.connection: "close"])
    }
    let incoming = SandboxRequest(
      method: request.method.rawValue, target: request.head.path ?? "/",
      headers: request.headers.map { ($0.name.canonicalName, $0.value) }, body: Data(body.readableBytesView))
    switch await sandbox.answer(incoming) {
    case .dropped:
      // The channel is closed first: the reply that Hummingbird then writes has nowhere to go.
      context.channel.close(promise: nil)
      try await context.channel.closeFuture.get()
      return Response(status: .noContent)
    case .response(let status, let headers, let body):
      var fields = HTTPFields()
      for (name, value) in headers {
        if let name = HTTPFields.Element.Name(name) { fields[name] = value }
      }
      return Response(
        status: HTTPResponse.Status(code: status), headers: fields,
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
  }
}

/// A request context that keeps the channel, since a fault closes it.
struct SandboxContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }
}
