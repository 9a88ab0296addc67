import Glibc

/// Sets the character encoding of the process, once, and says whether it is UTF-8. Numbers and dates stay as in C.
enum LocaleProbe {
  /// A locale that names UTF-8 but is not installed here (a Mac sends `UTF-8` over SSH) is replaced by C.UTF-8, since
  /// the name describes the terminal at the other end.
  static func startsUTF8(_ environment: TerminalEnvironment) -> Bool {
    if setlocale(LC_CTYPE, "") == nil {
      guard environment.asksForUTF8, setlocale(LC_CTYPE, "C.UTF-8") != nil else { return false }
    }
    guard let name = nl_langinfo(Int32(CODESET)) else { return false }
    return String(cString: name) == "UTF-8"
  }
}
