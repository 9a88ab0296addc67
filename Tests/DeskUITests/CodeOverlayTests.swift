import Terminal
import Testing

@testable import Desk
@testable import DeskUI

struct CodeOverlayTests {
  private static let link = "https://example.com/check-in/3f2504e0-4f89-11d3-9a0c-0305e82c3301"

  private func screen(_ shape: ReadingPresentation.Shape, _ value: String = link) -> ScreenPresentation {
    Samples.screen(
      context: .reading(copies: true),
      overlays: [
        .reading(
          ReadingPresentation(
            title: "QR code",
            lines: [
              DetailLine(id: "who", spans: [Span("Avery Lindqvist  ADA-TOSXM")]),
              DetailLine(id: "env", spans: [Span("NOT FOR PATIENTS: this is not production.", .warning)]),
            ], selectedID: "who", unwrapped: value, copies: true, shape: shape))
      ])
  }

  private static let coloured = Styles(["text": Style(foreground: .indexed(7))])

  /// The modules as a camera would see them: two in a cell above each other, or one in two cells.
  private func modules(_ surface: Surface, columns: Int, rows: Int) -> [[Bool]] {
    var result: [[Bool]] = []
    for row in 0..<rows {
      var pair: [[Bool]] = [[], []]
      for column in 0..<columns {
        let cell = surface[column, row + 1]
        let isBlank = cell.text == " "
        let dark = Color.rgb(0, 0, 0)
        pair[0].append((isBlank ? cell.style.background : cell.style.foreground) == dark)
        pair[1].append(cell.style.background == dark)
      }
      result += pair
    }
    return result
  }

  @Test func everyModuleIsPaintedInItsColourWithAQuietZone() throws {
    let shown = drawn(screen(.code), 120, 40, styles: Self.coloured)
    let code = try #require(QRCode(Self.link))
    let side = code.size + 8
    let seen = modules(shown.surface, columns: side, rows: (side + 1) / 2)
    for row in 0..<side {
      for column in 0..<side {
        #expect(seen[row][column] == code[column - 4, row - 4], "\(column),\(row)")
      }
    }
    for row in 1...(side + 1) / 2 {
      for column in 0..<side {
        let style = shown.surface[column, row].style
        #expect(style.foreground != .standard && style.background != .standard)
      }
    }
    let text = shown.surface.plainRows.joined(separator: "\n")
    #expect(text.contains("NOT FOR PATIENTS"))
  }

  @Test func aNarrowerQuietZoneIsTakenBeforeTheCodeIsRefused() throws {
    let code = try #require(QRCode(Self.link))
    #expect(code.size == 37)
    // 37 and twice 4 make 23 rows, of which header and footer leave 22.
    let low = drawn(screen(.code), 80, 24, styles: Self.coloured)
    let seen = modules(low.surface, columns: 43, rows: 22)
    #expect(seen[3][3], "the finder begins after three light modules")
    #expect(!seen[2][2])
    let refused = drawn(screen(.code), 60, 20, styles: Self.coloured).surface.plainRows
    #expect(refused[1] == "QR code needs 41x23: y copies the link, o shows it alone.")
    #expect(refused[2] == String(Self.link.prefix(60)))
    #expect(refused[3] == String(Self.link.dropFirst(60)))
  }

  @Test func asciiDrawsAModuleInTwoBlanks() throws {
    let shown = drawn(screen(.code), 120, 60, styles: Self.coloured, lettering: .ascii)
    let code = try #require(QRCode(Self.link))
    for row in 0..<code.size {
      for column in 0..<code.size {
        let cell = shown.surface[(column + 4) * 2, row + 5]
        #expect(cell.text == " ")
        #expect((cell.style.background == .rgb(0, 0, 0)) == code[column, row])
      }
    }
  }

  @Test func withoutColourTheLightModulesAreTheTextColourAndThatIsSaid() {
    let shown = drawn(screen(.code), 120, 40)
    #expect(shown.surface[0, 1].style == Style(attributes: .reverse))
    #expect(shown.surface.plainRows.joined().contains("Without colour, the code scans only on a dark screen."))
  }

  @Test func whatIsTooLongIsShownInstead() {
    let shown = drawn(screen(.code, String(repeating: "a", count: 700)), 80, 24)
    #expect(shown.surface.plainRows[1] == "This is too long for a QR code.")
    #expect(shown.surface.plainRows[2] == String(repeating: "a", count: 80))
  }

  @Test func aloneMeansFromTheFirstColumnAndNothingBesides() {
    let rows = drawn(screen(.alone), 80, 24).surface.plainRows
    #expect(rows[2] == Self.link)
    #expect(rows[3..<23].joined() == "")
    #expect(rows[0].contains("SANDBOX"))
  }

  @Test(arguments: [(39, 9), (40, 10), (200, 50)]) func everySizeIsDrawn(_ columns: Int, _ rows: Int) {
    for shape in [ReadingPresentation.Shape.alone, .code] {
      let shown = drawn(screen(shape), columns, rows)
      #expect(shown.surface.size == Size(columns: columns, rows: rows))
      #expect(shown.cursor != nil)
    }
  }
}
