/// Text that a person types masked: a passphrase or a PIN. Its bytes have memory of their own, which is overwritten as
/// soon as nothing holds it; a `String` or an array of characters would leave copies behind that nobody can overwrite.
///
/// Characters are Unicode scalars here, and the cursor is always at the end: nobody sees what is typed.
package struct SecretText: Hashable, Sendable {
  private var memory: Memory

  package init() { memory = Memory(count: 0) { _ in } }

  /// Control characters and line ends are left out.
  package init(_ text: some StringProtocol) {
    self.init()
    insert(text)
  }

  /// UTF-8 as it was read, nothing left out; nil where it is no UTF-8.
  package init?(utf8 bytes: UnsafeRawBufferPointer) {
    guard Self.isUTF8(bytes) else { return nil }
    memory = Memory(count: bytes.count) { $0.copyMemory(from: bytes) }
  }

  /// As if it had been typed: without control characters.
  package var typed: SecretText {
    var typed = SecretText()
    memory.read { bytes in
      let count = Self.scalars(bytes).reduce(0) { $0 + UTF8.width($1) }
      typed.memory = Memory(count: count) { new in
        for (index, byte) in Self.scalars(bytes).lazy.flatMap({ UTF8.encode($0) ?? UTF8.EncodedScalar() }).enumerated()
        {
          new[index] = byte
        }
      }
    }
    return typed
  }

  /// For a line that is no secret: nobody can overwrite a `String`.
  package var text: String { memory.read { String(decoding: $0, as: UTF8.self) } }

  private static func scalars(_ bytes: UnsafeRawBufferPointer) -> some Sequence<Unicode.Scalar> {
    var codec = UTF8()
    var iterator = bytes.makeIterator()
    return sequence(state: ()) { _ -> Unicode.Scalar? in
      while true {
        switch codec.decode(&iterator) {
        case .scalarValue(let scalar): if isAdmitted(scalar) { return scalar }
        case .error, .emptyInput: return nil
        }
      }
    }
  }

  /// A `String` would be a copy that nobody can overwrite.
  private static func isUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var codec = UTF8()
    var iterator = bytes.makeIterator()
    while true {
      switch codec.decode(&iterator) {
      case .scalarValue: continue
      case .error: return false
      case .emptyInput: return true
      }
    }
  }

  private static func isAdmitted(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
  }

  package var isEmpty: Bool { memory.count == 0 }
  /// In characters.
  package var count: Int { memory.read { bytes in bytes.count { !Self.isContinuation($0) } } }

  /// The UTF-8; the array is the caller's to overwrite.
  package var bytes: [UInt8] { memory.read(Array.init) }

  package static func == (left: SecretText, right: SecretText) -> Bool {
    left.memory.read { own in right.memory.read { own.elementsEqual($0) } }
  }

  /// Hashes only the length, nothing of the text.
  package func hash(into hasher: inout Hasher) { hasher.combine(memory.count) }

  package mutating func insert(_ text: some StringProtocol) {
    let admitted = text.unicodeScalars.filter(Self.isAdmitted)
    let added = admitted.reduce(0) { $0 + UTF8.width($1) }
    guard added > 0 else { return }
    memory = Memory(count: memory.count + added) { new in
      memory.read { new.copyBytes(from: $0) }
      var index = memory.count
      for scalar in admitted {
        for byte in UTF8.encode(scalar) ?? UTF8.EncodedScalar() {
          new[index] = byte
          index += 1
        }
      }
    }
  }

  package mutating func insert(_ text: SecretText) {
    memory = Memory(count: memory.count + text.memory.count) { new in
      memory.read { new.copyBytes(from: $0) }
      let rest = UnsafeMutableRawBufferPointer(rebasing: new[memory.count...])
      text.memory.read { rest.copyBytes(from: $0) }
    }
  }

  /// Deletes the last character, or everything with the edits that delete a word or the line; false for any other edit.
  @discardableResult
  package mutating func apply(_ edit: TextEdit) -> Bool {
    switch edit {
    case .deleteBackward:
      let rest = memory.read { bytes in bytes.lastIndex { !Self.isContinuation($0) } ?? 0 }
      memory = Memory(count: rest) { [memory] new in memory.read { new.copyBytes(from: $0.prefix(rest)) } }
      return true
    case .deleteWordBackward, .deleteToLineStart:
      self = SecretText()
      return true
    default: return false
    }
  }

  /// What a pane draws: how many characters there are, and none of them.
  package func presentation(placeholder: String) -> TextFieldPresentation {
    TextFieldPresentation(
      text: String(repeating: "*", count: count), cursor: count, placeholder: placeholder, isMasked: true)
  }

  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}

/// Never changed once it is filled, so that two holders may share it.
private final class Memory: Sendable {
  let count: Int
  private let address: UInt

  init(count: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void) {
    self.count = count
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, count), alignment: 1)
    memory.initializeMemory(as: UInt8.self, repeating: 0)
    fill(UnsafeMutableRawBufferPointer(rebasing: memory[..<count]))
    address = UInt(bitPattern: memory.baseAddress)
  }

  /// Deallocation is an opaque call into the runtime, so the compiler keeps the writes before it.
  deinit {
    guard let start = UnsafeMutableRawPointer(bitPattern: address) else { return }
    UnsafeMutableRawBufferPointer(start: start, count: max(1, count)).initializeMemory(as: UInt8.self, repeating: 0)
    start.deallocate()
  }

  func read<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    body(UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count))
  }
}
