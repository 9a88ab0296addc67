import Terminal

/// Builds scalars from single bytes, whatever the locale, which says what the C library can draw but nothing about the
/// terminal's keys. A run of bytes that form no scalar is reported as one `unreadable`; a good byte ends the run.
struct UTF8Collector: Sendable {
  private var bytes: [UInt8] = []
  private var expected = 0
  private var modifiers: Modifiers = []
  /// True when the current run of bad bytes was reported.
  private var wasTold = false

  /// Ends a scalar that is not complete.
  mutating func end() -> [TerminalInput] {
    defer { wasTold = false }
    return refuse(if: !bytes.isEmpty)
  }

  /// - Parameter held: counts with the first byte of a scalar.
  mutating func append(_ byte: UInt8, _ held: Modifiers) -> [TerminalInput] {
    var result: [TerminalInput] = []
    if byte & 0xC0 == 0x80 {
      guard expected > 0 else { return refuse(if: true) }
    } else {
      result = refuse(if: !bytes.isEmpty)
      expected = Self.length(startingWith: byte)
      modifiers = held
    }
    guard expected > 0 else { return result + refuse(if: true) }
    bytes.append(byte)
    guard bytes.count == expected else { return result }
    // Overlong forms, surrogates and values beyond Unicode fail here; C1 controls have no key.
    guard let scalar = String(validating: bytes, as: UTF8.self)?.unicodeScalars.first,
      !(0x80...0x9F).contains(scalar.value)
    else { return result + refuse(if: true) }
    reset()
    wasTold = false
    return result + [.key(KeyPress(.character(Character(scalar)), modifiers))]
  }

  private mutating func refuse(if isBad: Bool) -> [TerminalInput] {
    guard isBad else { return [] }
    reset()
    defer { wasTold = true }
    return wasTold ? [] : [.unreadable]
  }

  private mutating func reset() {
    bytes = []
    expected = 0
  }

  private static func length(startingWith byte: UInt8) -> Int {
    switch byte {
    case 0x00...0x7F: 1
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }
}
