import Terminal

/// Reports of the mouse in the form `CSI < button ; column ; row M`, as xterm documents it (1006).
enum MouseReport {
  /// Nil for anything else, and for what the program has no use for: releases, other buttons, and buttons with a key held.
  static func input(introducer: UInt8, parameters: [UInt8], final: UInt8) -> TerminalInput? {
    guard introducer == UInt8(ascii: "["), final == UInt8(ascii: "M"), parameters.first == UInt8(ascii: "<") else {
      return nil
    }
    let numbers = parameters.dropFirst().split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) }
    guard numbers.count == 3, let button = numbers[0], let column = numbers[1], let row = numbers[2],
      (1...1000).contains(column), (1...1000).contains(row), let action = actions[button]
    else { return nil }
    return .mouse(action, Point(column: column - 1, row: row - 1))
  }

  private static let actions: [Int: MouseAction] = [0: .press, 64: .wheelUp, 65: .wheelDown]
}
