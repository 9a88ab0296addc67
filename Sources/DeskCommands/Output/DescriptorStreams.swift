import Glibc
import PrivateIO
import Synchronization

/// Standard input as a descriptor. While it waits, a byte on `interruption` ends the wait.
final class DescriptorInput: ConsoleInput {
  private let descriptor: Int32
  private let interruption: Int32?
  private let buffer = Mutex<[UInt8]>([])
  /// The rest of a line that is too long is passed over.
  private let skips = Mutex(false)
  private let typing: HiddenTyping

  /// One line that a person types or a program writes is never longer.
  private static let longestLine = 1 << 20

  private static let tooLong = ErrorReport.invalid("A line of standard input is longer than 1 MiB: it was skipped.")

  private let name: String

  init(_ descriptor: Int32, named name: String = "Standard input", interruption: Int32?) {
    self.descriptor = descriptor
    self.name = name
    self.interruption = interruption
    typing = HiddenTyping(descriptor)
  }

  func beside(_ descriptor: Int32, named name: String) -> any ConsoleInput {
    DescriptorInput(descriptor, named: name, interruption: interruption)
  }

  func line() throws(ErrorReport) -> String? { try lineBytes().map(Self.text) }

  func discardTyped() {
    guard isatty(descriptor) == 1 else { return }
    tcflush(descriptor, TCIFLUSH)
    dropBuffer()
  }

  func hideTyping() throws(ErrorReport) {
    try typing.begin()
    dropBuffer()
  }

  func showTyping() { typing.end() }
  func secretLine() throws(ErrorReport) -> [UInt8]? { try lineBytes() }

  func lineBytes() throws(ErrorReport) -> [UInt8]? {
    while true {
      let (line, waiting) = buffer.withLock { bytes -> ([UInt8]?, Int) in
        guard let end = bytes.firstIndex(of: 0x0A) else { return (nil, bytes.count) }
        let line = Array(bytes[..<end])
        let rest = Array(bytes[(end + 1)...])
        bytes.overwrite()
        bytes = rest
        return (line, rest.count)
      }
      if let line {
        let isRest = skips.withLock { skips in
          defer { skips = false }
          return skips
        }
        if isRest { throw Self.tooLong }
        return line
      }
      if waiting > Self.longestLine {
        skips.withLock { $0 = true }
        dropBuffer()
      }
      if try !fill() {
        let rest = buffer.withLock { bytes -> [UInt8] in
          let rest = Array(bytes)
          bytes.removeAll()
          return rest
        }
        if skips.withLock({ $0 }) {
          skips.withLock { $0 = false }
          throw Self.tooLong
        }
        return rest.isEmpty ? nil : rest
      }
    }
  }

  func all(limit: Int) throws(ErrorReport) -> [UInt8] {
    while try fill() {
      guard buffer.withLock({ $0.count }) <= limit else {
        throw .failed("\(name) is longer than \(limit) bytes.")
      }
    }
    return buffer.withLock { bytes in
      defer { bytes = [] }
      return bytes
    }
  }

  private func dropBuffer() {
    buffer.withLock { bytes in
      bytes.overwrite()
      bytes.removeAll()
    }
  }

  /// Waits for more; false at the end.
  private func fill() throws(ErrorReport) -> Bool {
    var waits = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
    if let interruption { waits.append(pollfd(fd: interruption, events: Int16(POLLIN), revents: 0)) }
    while true {
      if Task.isCancelled { throw .interrupted }
      let ready = poll(&waits, nfds_t(waits.count), -1)
      if ready < 0 && errno == EINTR { continue }
      guard ready >= 0 else { throw .failed("\(name) cannot be read.") }
      if waits.count > 1 && waits[1].revents != 0 { throw .interrupted }
      do throws(IOFailure) {
        guard var bytes = try Descriptor(descriptor).readOnce(upTo: 16 << 10) else { continue }
        defer { bytes.overwrite() }
        buffer.withLock { $0 += bytes }
        return !bytes.isEmpty
      } catch {
        throw .failed("\(name) cannot be read.")
      }
    }
  }

  private static func text(_ bytes: [UInt8]) throws(ErrorReport) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .invalid("The input is not UTF-8 text.") }
    return text.hasSuffix("\r") ? String(text.dropLast()) : text
  }
}

/// Standard output or error as a descriptor, unbuffered: what was written is out when a signal comes.
struct DescriptorOutput: ConsoleOutput {
  let descriptor: Int32

  func write(_ text: String) throws(ErrorReport) {
    do throws(IOFailure) {
      try Descriptor(descriptor).write(Array(text.utf8))
    } catch {
      throw error == .system(EPIPE) ? .closedPipe : .failed("The output cannot be written.")
    }
  }
}
