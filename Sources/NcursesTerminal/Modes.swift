/// Requests to a terminal beyond its description, sent only to kinds that are known to take them.
enum Modes {
  /// Bracketed paste (documented by xterm): pasted text comes between markers.
  static let pasteOn = Array("\u{1B}[?2004h".utf8)
  private static let pasteOff = Array("\u{1B}[?2004l".utf8)
  /// Implicit bidirectional text off and on (BDSM of ECMA-48, as the freedesktop recommendation for terminals uses it): with it
  /// a terminal moves the cells of a row that has Hebrew or Arabic letters in it.
  static let implicitBidiOff = Array("\u{1B}[8l".utf8)
  private static let implicitBidiOn = Array("\u{1B}[8h".utf8)
  /// Clicks and wheel (1000) with numbers of any size (1006, documented by xterm).
  static let mouseOn = Array("\u{1B}[?1000h\u{1B}[?1006h".utf8)
  static let mouseOff = Array("\u{1B}[?1006l\u{1B}[?1000l".utf8)
  /// Reports of the focus (1004, documented by xterm): `CSI I` and `CSI O`.
  static let focusOn = Array("\u{1B}[?1004h".utf8)
  static let focusOff = Array("\u{1B}[?1004l".utf8)
  /// Modes that the program before may have left on and that turn input into something else: reports of the mouse (1000,
  /// 1002, 1003) in any form (1005, 1006, 1015) and of the focus (1004), the kitty protocol's keys and xterm's
  /// modifyOtherKeys. The last one is for terminals that take the one before it for an underline.
  static let foreignOff = Array("\u{1B}[?1000;1002;1003;1004;1005;1006;1015l\u{1B}[=0u\u{1B}[>4m\u{1B}[m".utf8)
  /// Device status report (ECMA-48): answered with `CSI 0 n`, after all that came before it.
  static let statusRequest = Array("\u{1B}[5n".utf8)
  /// DECSC with a move to the first cell, and DECRC: the cursor is again where ncurses left it.
  static let cursorToCorner = Array("\u{1B}7\u{1B}[H".utf8)
  static let cursorBack = Array("\u{1B}8".utf8)

  /// When the screen is taken.
  static let on = foreignOff + implicitBidiOff + pasteOn
  /// When it is given back.
  static let off =
    SynchronizedOutput.end + mouseOff + focusOff + BackgroundReport.off + pasteOff + implicitBidiOn
}
