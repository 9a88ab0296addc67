import Terminal

/// The title of the window, as xterm documents it: OSC 2 sets it, XTWINOPS 22 and 23 keep it and bring it back.
enum TitleSequence {
  static let save = Array("\u{1B}[22;2t".utf8)
  static let restore = Array("\u{1B}[23;2t".utf8)

  /// No character of `title` can act on the terminal.
  static func bytes(setting title: String, _ lettering: Lettering) -> [UInt8] {
    let shown = Lettering.$drawn.withValue(lettering) { Sanitiser.visible(title) }
    return Array("\u{1B}]2;".utf8) + Array(shown.utf8) + [0x07]
  }
}
