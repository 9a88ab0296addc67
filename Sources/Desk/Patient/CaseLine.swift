/// One line of the case as built: what is drawn, what it holds, whether it is masked.
struct CaseLine {
  var line: DetailLine
  /// The value that y copies; nil for headings and sentences.
  var value: String?
  /// Health data that is masked until revealed.
  var isPHI: Bool
  /// The value is an id or a link.
  var isID = false
}

/// Collects the lines of the case, section by section.
struct CaseLineBuilder {
  private(set) var lines: [CaseLine] = []
  /// Said in place of health data.
  private let mask: String
  private let isRevealed: (String) -> Bool
  private var section = ""

  /// The longest text in one line; longer ones go on in the next, so that the cursor passes through all of it.
  static let longestPiece = 300
  /// Long texts and those with line ends go on in lines of their own.
  private let cutsText: Bool

  init(mask: String, cutsText: Bool = true, isRevealed: @escaping (String) -> Bool) {
    self.mask = mask
    self.cutsText = cutsText
    self.isRevealed = isRevealed
  }

  /// A section of the case. `count` nil means that the service did not say.
  mutating func section(_ id: String, _ title: String, count: Int?) {
    section = id
    if !lines.isEmpty { add(DetailLine(id: "\(id).gap", kind: .blank, spans: [])) }
    let tail = count.map { $0 == 0 ? " · none" : " · \($0)" } ?? ""
    add(DetailLine(id: id, kind: .section, spans: [Span(title, .heading), Span(tail, .muted)]))
    if count == nil { add(DetailLine(id: "\(id).unsaid", spans: [Span("the service did not say", .muted)], indent: 1)) }
  }

  /// The title of a section that always has lines.
  mutating func section(_ id: String, _ title: String) {
    section = id
    if !lines.isEmpty { add(DetailLine(id: "\(id).gap", kind: .blank, spans: [])) }
    add(DetailLine(id: id, kind: .section, spans: [Span(title, .heading)]))
  }

  /// "label  value"; a nil value says "not given".
  mutating func field(
    _ id: String, _ label: String, _ value: String?, phi: Bool = false, isID: Bool = false, role: Role = .text
  ) {
    let id = "\(section).\(id)"
    guard let value, !value.isEmpty else {
      add(DetailLine(id: id, spans: [Span("\(label)  ", .label), Span("not given", .muted)], indent: 1))
      return
    }
    text(id, prefix: [Span("\(label)  ", .label)], value, phi: phi, isID: isID, role: role, indent: 1)
  }

  /// A line of spans that are not health data.
  mutating func item(_ id: String, _ spans: [Span], value: String? = nil, isID: Bool = false, indent: Int = 1) {
    lines.append(
      CaseLine(
        line: DetailLine(id: "\(section).\(id)", spans: spans, indent: indent), value: value, isPHI: false, isID: isID))
  }

  /// Long text, cut into pieces at line ends and word borders; masked as one where it is health data.
  mutating func text(
    _ id: String, prefix: [Span] = [], _ text: String, phi: Bool, isID: Bool = false, role: Role = .text,
    indent: Int = 1
  ) {
    let id = id.hasPrefix(section + ".") ? id : "\(section).\(id)"
    guard !phi || isRevealed(id) else {
      lines.append(
        CaseLine(
          line: DetailLine(id: id, spans: prefix + [Span(mask, .phi)], indent: indent), value: nil, isPHI: true))
      return
    }
    for (index, piece) in (cutsText ? Self.pieces(text) : [text]).enumerated() {
      let line = DetailLine(
        id: index == 0 ? id : "\(id)#\(index)",
        spans: (index == 0 ? prefix : []) + [Span(piece, phi ? .phi : role)], indent: index == 0 ? indent : indent + 1)
      lines.append(CaseLine(line: line, value: text, isPHI: phi, isID: isID))
    }
  }

  private mutating func add(_ line: DetailLine) {
    lines.append(CaseLine(line: line, value: nil, isPHI: false))
  }

  static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    for paragraph in text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline) {
      var rest = paragraph
      while rest.count > longestPiece {
        let window = rest.prefix(longestPiece)
        let cut = window.lastIndex(of: " ") ?? window.endIndex
        pieces.append(String(rest[..<cut]))
        rest = rest[cut...].drop { $0 == " " }
      }
      if !rest.isEmpty { pieces.append(String(rest)) }
    }
    return pieces.isEmpty ? [""] : pieces
  }
}
