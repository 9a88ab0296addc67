import Care360Sandbox
import Desk
import DeskUI
import Testing

/// What is said of a submission can be read to its end, on small screens too.
@MainActor
struct LongWordsScreenTests {
  private func refused(_ columns: Int, _ rows: Int) async throws -> DeskDriver {
    let desk = try await DeskDriver.open(columns, rows)
    await desk.openAverysForm()
    desk.sandbox.arm(SandboxFault(route: .products, .status(401)))
    await desk.press(.review)
    await desk.press(.review)
    await desk.confirm()
    return desk
  }

  /// The words in the frame that has the keys, without its lines.
  private func framed(_ desk: DeskDriver) -> String {
    let lines = desk.text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    guard let top = lines.lastIndex(where: { $0.contains("┏") }), let left = lines[top].firstIndex(of: "┏"),
      let right = lines[top].firstIndex(of: "┓")
    else { return "" }
    let inside = lines[(top + 1)...].prefix { $0.count <= left || $0[left] != "┗" }
      .map { String($0.prefix(right).dropFirst(left + 1)) }
    return inside.joined(separator: " ").split(whereSeparator: { $0.isWhitespace || $0 == "▌" }).joined(separator: " ")
  }

  private static let refusal =
    "Refused: The service refused the access token: it is missing, wrong or expired. Get a new one; "
    + "nothing was sent twice."

  @Test(arguments: [(80, 24), (60, 20), (120, 40)])
  func whatTheServiceRefusedIsSaidWhole(_ columns: Int, _ rows: Int) async throws {
    let desk = try await refused(columns, rows)
    #expect(framed(desk).contains(Self.refusal), "\(desk.text)")
    desk.expect("Tirzepatide")
  }

  @Test func whereThereIsNoRoomItIsMarkedAndHelpShowsAll() async throws {
    let desk = try await refused(60, 20)
    await desk.resize(40, 10)
    let shown = framed(desk)
    #expect(!shown.contains(Self.refusal) && shown.contains("…"), "\(desk.text)")
    #expect(shown.contains("Product"), "\(desk.text)")
    await desk.keys("F1", "F1")
    await desk.resize(60, 20)
    let help = framed(desk)
    #expect(help.contains(Self.refusal), "\(desk.text)")
    // The notice did not fit either.
    #expect(help.contains("Earlier notice: ADA-TOSXM: The service refused the access token"), "\(desk.text)")
    await desk.keys("Escape", "Escape")
    desk.expect("Review · Avery Lindqvist")
    desk.expectNot("Help:")
  }
}
