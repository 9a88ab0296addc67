/// One line of the case as built: its text, its value, and whether it is masked.
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
  /// The hint next to the title of a section with masked data; nil when all of it is shown.
  private let maskHint: String?
  private let isRevealed: (String) -> Bool
  private var section = ""
  private var tables: [Table] = []

  /// Rows of one table, from which its columns get their widths.
  private struct Table {
    var rows: Range<Int>
    var alignsRight: [Bool]
  }

  /// The longest text in one line; longer ones go on in the next, so that the cursor passes through all of it.
  static let longestPiece = 300
  /// Long texts and those with line ends go on in lines of their own.
  private let cutsText: Bool
  /// Screen columns that one cell may take from the others; what is longer goes on below.
  private static let widestCell = 34

  init(mask: String, maskHint: String?, cutsText: Bool = true, isRevealed: @escaping (String) -> Bool) {
    self.mask = mask
    self.maskHint = maskHint
    self.cutsText = cutsText
    self.isRevealed = isRevealed
  }

  // MARK: Sections

  /// A section of the case. `count` nil means that the service did not say.
  /// - Parameter isMasked: it has health data.
  mutating func section(_ id: String, _ title: String, count: Int?, isMasked: Bool = false) {
    let tail = count.map { $0 == 0 ? " · none" : " · \($0)" } ?? ""
    section(id, title, tail: tail)
    if isMasked, let maskHint, count != 0, count != nil {
      lines[lines.count - 1].line.spans.append(Span(" · \(maskHint)", .muted))
    }
    if count == nil { say("unsaid", "the service did not say") }
  }

  /// A section that always has lines.
  mutating func section(_ id: String, _ title: String, tail: String = "") {
    section = id
    if !lines.isEmpty { add(DetailLine(id: "\(id).gap", kind: .blank, spans: [])) }
    let spans = [Span(title, .heading), Span(tail, .muted)].filter { !$0.text.isEmpty }
    add(DetailLine(id: id, kind: .section, spans: spans))
  }

  /// The heads of the columns of the section that has just begun, whose title stands over the first one.
  mutating func heads(_ heads: [String]) {
    guard let index = lines.indices.last, lines[index].line.kind == .section else { return }
    lines[index].line.cells = [DetailCell(lines[index].line.spans)] + heads.dropFirst().map { DetailCell($0, .muted) }
  }

  /// Gives the rows that `add` adds their own columns, below the section title when that has heads.
  mutating func table(alignsRight: [Bool] = [], _ add: (inout CaseLineBuilder) -> Void) {
    let hasHeads = lines.last.map { $0.line.kind == .section && !$0.line.cells.isEmpty } ?? false
    let start = hasHeads ? lines.count - 1 : lines.count
    add(&self)
    if lines.count > start { tables.append(Table(rows: start..<lines.count, alignsRight: alignsRight)) }
  }

  /// All lines, each with the columns of its table.
  func finished() -> [CaseLine] {
    var lines = lines
    for table in tables {
      let columns = DetailTable(columns: columns(of: table))
      for index in table.rows where !lines[index].line.cells.isEmpty { lines[index].line.table = columns }
    }
    return lines
  }

  private func columns(of table: Table) -> [DetailTable.Column] {
    var widths: [Int] = []
    var heads: [Int] = []
    for index in table.rows {
      let line = lines[index].line
      for (column, cell) in line.cells.enumerated() {
        let indent = column == 0 ? line.indent * 2 : 0
        let width = indent + cell.spans.reduce(0) { $0 + DetailTable.width(of: $1.text) }
        let isHead = line.kind == .section
        while widths.count <= column { (widths, heads) = (widths + [0], heads + [0]) }
        // The title of a section may be longer than all that stands below it.
        if isHead { heads[column] = width } else { widths[column] = max(widths[column], min(width, Self.widestCell)) }
      }
    }
    return widths.indices.map { column in
      let isEmpty = widths[column] == 0 && column > 0
      return DetailTable.Column(
        width: isEmpty ? 0 : max(widths[column], heads[column]),
        alignsRight: column < table.alignsRight.count && table.alignsRight[column])
    }
  }

  // MARK: Lines

  /// A label and its value; nil says "not given".
  mutating func field(
    _ id: String, _ label: String, _ value: String?, phi: Bool = false, isID: Bool = false, copy: String? = nil,
    indent: Int = 1
  ) {
    guard let value, !value.isEmpty else {
      row(id, [DetailCell(label, .label), DetailCell("not given", .muted)], indent: indent)
      return
    }
    if phi {
      text(id, [DetailCell(label, .label)], value, indent: indent)
    } else {
      row(id, [DetailCell(label, .label), DetailCell(value)], value: copy ?? value, isID: isID, indent: indent)
    }
  }

  /// A sentence that is not health data.
  mutating func say(_ id: String, _ text: String, _ role: Role = .muted, indent: Int = 1) {
    add(DetailLine(id: "\(section).\(id)", spans: [Span(text, role)], indent: indent))
  }

  /// A row of a table, without health data.
  mutating func row(_ id: String, _ cells: [DetailCell], value: String? = nil, isID: Bool = false, indent: Int = 1) {
    lines.append(
      CaseLine(line: line("\(section).\(id)", cells, indent: indent), value: value, isPHI: false, isID: isID))
  }

  /// A row that ends in a health-data text: masked as a whole, or cut into pieces at line ends and word borders.
  /// - Parameter picture: shows the same to the eye, and is left out of the sentence.
  mutating func text(_ id: String, _ cells: [DetailCell], _ text: String, picture: String? = nil, indent: Int = 1) {
    let id = "\(section).\(id)"
    guard isRevealed(id) else {
      let masked = DetailCell(mask, .phi)
      lines.append(CaseLine(line: line(id, cells + [masked], indent: indent), value: nil, isPHI: true))
      return
    }
    for (index, piece) in (cutsText ? Self.pieces(text) : [text]).enumerated() {
      let before = index == 0 ? cells : cells.map { _ in .empty }
      var line = line(
        index == 0 ? id : "\(id)#\(index)", before + [DetailCell(piece, .phi)],
        indent: index > 0 && cells.isEmpty ? indent + 1 : indent)
      if index == 0, let picture { line.cells.append(DetailCell(picture, .phi)) }
      lines.append(CaseLine(line: line, value: text, isPHI: true))
    }
  }

  /// A row that ends in words and the beginning of a health-data text whose full wording is elsewhere.
  mutating func summary(_ id: String, _ cells: [DetailCell], _ words: [Span], text: String) {
    let id = "\(section).\(id)"
    let isShown = isRevealed(id)
    let first = text.split(whereSeparator: \.isNewline).first.map { String($0.prefix(Self.longestPiece)) } ?? ""
    let last = DetailCell(words + [Span("  "), Span(isShown ? first : mask, .phi)])
    lines.append(CaseLine(line: line(id, cells + [last], indent: 1), value: isShown ? text : nil, isPHI: true))
  }

  private func line(_ id: String, _ cells: [DetailCell], indent: Int) -> DetailLine {
    var spans: [Span] = []
    for cell in cells where !cell.isEmpty {
      if !spans.isEmpty { spans.append(Span("  ")) }
      spans += cell.sentence
    }
    var line = DetailLine(id: id, spans: spans, indent: indent)
    if cells.count > 1 { line.cells = cells }
    return line
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
