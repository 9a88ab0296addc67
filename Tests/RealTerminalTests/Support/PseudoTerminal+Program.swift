import PseudoTerminal

extension PseudoTerminal {
  /// The built program. Cheaper than `TmuxScreen` where hundreds of starts are wanted.
  convenience init(
    _ words: [String], program: String = TmuxScreen.program, columns: UInt16 = 80, rows: UInt16 = 24,
    isControlling: Bool = true, environment: [String: String]
  ) throws {
    try self.init(
      program: program, words, columns: columns, rows: rows, isControlling: isControlling, environment: environment)
  }
}
