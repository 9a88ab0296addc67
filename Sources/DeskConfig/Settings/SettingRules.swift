import Care360
import Glibc
import Terminal

/// Rules for single values, shared by the file and the environment. Each gives nil for a value it refuses.
enum SettingRules {
  static let nameSentence = "It must be 1 to 32 letters, digits, - or _."
  static let operatorSentence = "It must be 1 to 64 printable ASCII characters."
  static let authorNameSentence = "It must be a name of 1 to 100 plain characters."
  static let emailSentence = "It must be an e-mail address, such as robin@example.com."
  static let clipboardSentence = "It must be one of \(ClipboardUse.allCases.map(\.rawValue).joined(separator: ", "))."
  static let withoutFocusSentence =
    "It must be one of \(Settings.WithoutFocus.allCases.map(\.rawValue).joined(separator: ", "))."
  static let countrySentence =
    "It must be the two letters of a country whose calling code is known, such as US; until then numbers need + and their"
    + " country code."

  static let windows = ["24h", "7d", "30d", "60d"]
  static let windowSentence = "It must be one of \(windows.joined(separator: ", "))."
  static let statusesSentence = "It must be a list of \(CaseStatus.known.map(\.rawValue).joined(separator: ", "))."

  /// The hours after which a waiting case needs attention.
  static let hours = 1...720

  /// Seconds.
  static let timeouts = 1...300

  static func name(_ text: String) -> String? {
    let isPlain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    return isPlain && (1...32).contains(text.count) ? text : nil
  }

  static func operatorName(_ text: String) -> String? {
    let isPrintable = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7F }
    let isPadded = text.first == " " || text.last == " "
    return isPrintable && !isPadded && (1...64).contains(text.count) ? text : nil
  }

  static func email(_ text: String) -> EmailAddress? { do { return try EmailAddress(text) } catch { return nil } }

  /// A zone whose file exists; on a system without zone files, the form of the name decides.
  static func timeZone(_ text: String) -> String? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { part in
      !part.isEmpty && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_+-".contains($0)) }
    }
    guard isPlain, text.utf8.count <= 64 else { return nil }
    let zones = "/usr/share/zoneinfo"
    guard text != "UTC", access(zones, F_OK) == 0 else { return text }
    var status = stat()
    return stat("\(zones)/\(text)", &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? text : nil
  }
}
