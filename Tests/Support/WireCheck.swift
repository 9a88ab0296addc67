package import Foundation

/// Reads what a terminal was sent and names everything that our own drawing does not send.
package struct WireCheck {
  /// What was found, each with what stood before it.
  package private(set) var foreign: [String] = []
  /// What was sent to the clipboard, decoded.
  package private(set) var copied: [String] = []
  /// How many control sequences were read.
  package private(set) var sequences = 0

  private let scalars: [Unicode.Scalar]
  private let rows: Int
  private let columns: Int
  private var place = 0

  /// - Parameters: the largest size the terminal had.
  package init(_ bytes: Data, columns: Int, rows: Int) {
    scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    self.rows = rows
    self.columns = columns
    var marks = 0
    while let scalar = next() {
      marks = scalar.properties.generalCategory == .nonspacingMark ? marks + 1 : 0
      if marks > 4 { report("more than four marks on a base") }
      switch scalar.value {
      case 0x1B: readEscape()
      // Moves of the cursor that descriptions of terminals have, and the shift that ends an attribute.
      case 0x08, 0x09, 0x0A, 0x0D, 0x0F: break
      case ..<0x20, 0x7F...0x9F: report("control \(scalar.value)")
      default: if isHidden(scalar) { report("hidden U+\(String(scalar.value, radix: 16))") }
      }
    }
  }

  private mutating func next() -> Unicode.Scalar? {
    guard place < scalars.count else { return nil }
    defer { place += 1 }
    return scalars[place]
  }

  private mutating func report(_ what: String) {
    let before = scalars[max(0, place - 40)..<place].map { $0.value < 0x20 ? "^\($0.value) " : String($0) }.joined()
    foreign.append("\(what) after \(before)")
  }

  private mutating func readEscape() {
    sequences += 1
    switch next() {
    case "[": readControl()
    case "]": readCommand()
    // The character set of ASCII; the modes of the keypad; the region that scrolls, which moves the cursor.
    case "(": if next() != "B" { report("character set") }
    case "=", ">", "7", "8", "M": break
    case let other: report("escape \(other.map(String.init) ?? "at the end")")
    }
  }

  private mutating func readControl() {
    var parameters = ""
    while let scalar = next() {
      guard !(0x20...0x3F).contains(scalar.value) else {
        parameters.unicodeScalars.append(scalar)
        continue
      }
      if !isOurs(parameters, scalar) { report("CSI \(parameters)\(scalar)") }
      return
    }
    report("CSI at the end")
  }

  private func isOurs(_ parameters: String, _ final: Unicode.Scalar) -> Bool {
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { $0.isEmpty ? 0 : Int($0) }
    switch final {
    case "h", "l":
      // Cursor keys, cursor, alternate screen, bracketed paste, the mouse, the focus, whole frames, reports of the
      // background, margins, eight bits; insert mode, implicit bidi.
      let known = [
        "?1", "?25", "?12", "?12;25", "?1049", "?2004", "?1000", "?1006", "?1004", "?2026", "?2031", "?7",
        "?1034", "4", "8",
      ]
      // Modes that another program may have left on.
      return known.contains(parameters) || (final == "l" && parameters == "?1000;1002;1003;1004;1005;1006;1015")
    case "u": return parameters == "=0"
    case "m" where parameters == ">4": return true
    case "t": return ["22;0;0", "23;0;0", "22;2", "23;2"].contains(parameters)
    case "m": return numbers.allSatisfy { $0 != nil } && isLook(numbers.compactMap { $0 }[...])
    case "H": return isPlace(numbers, [rows, columns])
    case "d": return isPlace(numbers, [rows])
    case "G": return isPlace(numbers, [columns])
    case "r": return isPlace(numbers, [rows, rows])
    case "A", "B", "C", "D", "X", "P", "@", "b", "L", "M", "S", "T": return isPlace(numbers, [max(rows, columns)])
    case "J", "K": return isPlace(numbers, [2])
    // Asks whether frames can be shown whole.
    case "p": return parameters == "?2026$"
    // Ask for an answer once all that came before is shown, and for the place of the cursor.
    case "n": return parameters == "5" || parameters == "6"
    default: return false
    }
  }

  private func isPlace(_ numbers: [Int?], _ bounds: [Int]) -> Bool {
    numbers.count <= bounds.count && zip(numbers, bounds).allSatisfy { ($0 ?? .max) <= $1 }
  }

  /// Bold, dim, italic, underline, reverse and colours; no blinking and nothing hidden or crossed out.
  private func isLook(_ numbers: ArraySlice<Int>) -> Bool {
    var rest = numbers
    while let number = rest.popFirst() {
      switch number {
      case 0...4, 7, 10, 22...24, 27, 30...37, 39...47, 49, 90...97, 100...107: break
      case 38, 48:
        guard rest.popFirst() == 5, let color = rest.popFirst(), color < 256 else { return false }
      default: return false
      }
    }
    return true
  }

  /// The only commands: a text for the clipboard, a title with nothing of a patient, and the question for the
  /// background.
  private mutating func readCommand() {
    var text = ""
    while let scalar = next(), scalar.value != 0x07, scalar.value != 0x1B { text.unicodeScalars.append(scalar) }
    if scalars[place - 1].value == 0x1B, next() != "\\" { return report("OSC \(text)") }
    guard text.wholeMatch(of: /2;CaseDesk [A-Z0-9.:]+( · [0-9]+ unsaved drafts?)?/) == nil else { return }
    guard text != "11;?" else { return }
    guard text.hasPrefix("52;c;"), let data = Data(base64Encoded: String(text.dropFirst(5))) else {
      return report("OSC \(text)")
    }
    copied.append(String(decoding: data, as: UTF8.self))
  }

  /// What shows nothing or turns the direction.
  private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .format, .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
