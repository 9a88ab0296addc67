import CDeskSystem
import CNcurses
import Glibc
import Terminal

/// The terminal database's data, read before ncurses starts: a start with an unknown terminal would be too late.
@MainActor
struct TerminfoProbe {
  /// The description to start with: TERM, or its twin with direct colours.
  let type: String
  let depth: ColorDepth
  /// Clears the screen and gives it back; for the crash handler.
  let resetSequence: [UInt8]
  /// True when placing the cursor and erasing a line work as in ECMA-48.
  let isStandard: Bool

  init(_ environment: TerminalEnvironment, wanted: ColorDepth?) throws(NcursesTerminalError) {
    let named = try environment.type()
    let limit = wanted ?? (environment.refusesColor ? .mono : .trueColor)
    guard Self.isSound(named, environment) else { throw .typeDamaged(named) }
    try Self.load(named)
    defer { cdn_forget() }
    if limit == .trueColor, !Self.isDirect, let twin = environment.directTwin(of: named) {
      cdn_forget()
      if Self.isSound(twin, environment), Self.isUsable(twin) {
        type = twin
      } else {
        cdn_forget()
        try Self.load(named)
        type = named
      }
    } else {
      type = named
    }
    depth = ColorMapping.depth(colors: Int(cdn_number("colors")), isDirect: Self.isDirect, wanted: limit)
    isStandard =
      Self.string("cup").starts(with: "\u{1B}[%i%p1%d;%p2%dH".utf8) && Self.string("el").starts(with: "\u{1B}[K".utf8)
    let modesOff = TerminalFamily.isModern(type) ? Modes.off : []
    resetSequence =
      modesOff + ["sgr0", "clear", "rmcup", "cnorm"].flatMap { Self.withoutPadding(Self.string($0)) }
  }

  /// True when ncurses survives a description. A child process tries it, because a damaged description can make ncurses
  /// read outside its memory, wait or loop. The child may survive by luck where this process would not, so heap damage
  /// is ruled out first. The system's own needs no child.
  private static func isSound(_ name: String, _ environment: TerminalEnvironment) -> Bool {
    let compiled = CompiledDescription(of: name, environment: environment.variables)
    guard compiled?.hasSoundNames != false else { return false }
    if compiled?.isOfSystem == true { return true }
    let names = ["cup", "clear", "colors", "RGB", "el", "sgr0", "rmcup", "cnorm"]
    let texts = names.map { strdup($0) }
    defer { for text in texts { free(text) } }
    let pointers = texts.map { UnsafePointer($0) } + [nil]
    return name.withCString { type in
      pointers.withUnsafeBufferPointer { names in
        guard let first = names.baseAddress else { return false }
        var plan = cdn_rehearsal(type: type, names: first)
        return cds_try_in_child({ cdn_rehearse($0) }, &plan, patience) == 0
      }
    }
  }

  /// In milliseconds; a sound description takes a few of them.
  private static let patience: Int32 = 900

  private static func load(_ name: String) throws(NcursesTerminalError) {
    var problem: Int32 = 0
    guard cdn_describe(name, STDOUT_FILENO, &problem) == 0 else {
      switch problem {
      case 0: throw .typeUnknown(name)
      case 1: throw .typeTooSimple(name)
      default: throw .cannotStart
      }
    }
    guard isAddressable else {
      cdn_forget()
      throw .typeTooSimple(name)
    }
  }

  private static func isUsable(_ name: String) -> Bool {
    var problem: Int32 = 0
    return cdn_describe(name, STDOUT_FILENO, &problem) == 0 && isAddressable && isDirect
  }

  private static var isAddressable: Bool { cdn_string("cup") != nil && cdn_string("clear") != nil }

  /// The extension by which a description says that colours are red, green and blue, in any of its three forms.
  private static var isDirect: Bool {
    cdn_flag("RGB") != 0 || cdn_number("RGB") > 0 || cdn_string("RGB") != nil
  }

  private static func string(_ name: String) -> [UInt8] {
    cdn_string(name).map { Array(String(cString: $0).utf8) } ?? []
  }

  /// Descriptions write delays as `$<5>`; without ncurses nothing acts on them.
  static func withoutPadding(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.first {
      if byte == UInt8(ascii: "$"), rest.dropFirst().first == UInt8(ascii: "<"),
        let end = rest.firstIndex(of: UInt8(ascii: ">"))
      {
        rest = rest[(end + 1)...]
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}
