import Care360
import FoundationEssentials

/// Refill links as QR codes.
extension Desk {
  /// The lines stay beside the code: whose link it is, and that it is not for patients.
  mutating func showCode(of text: String, _ reading: Reading) -> [Effect] {
    guard reading.shape != .code else { return [] }
    let lines = reading.lines.filter { $0.id != "how" }
    var code = Reading(
      shape: .code, title: "QR code", lines: lines, selectedID: lines.first?.id, unwrapped: text, isID: reading.isID)
    code.givenAt = reading.givenAt
    let id = caseOnTop
    overlays.open(.reading(code), about: aboutOnTop)
    return [.record(.disclosed(.drawn, id))]
  }

  mutating func showCodeOfLastLink() -> [Effect] {
    guard let link = links.last(of: shown?.detail.id) else {
      say(Span("No refill link for this case is known here: \(name(.refill)) asks for one.", .warning))
      return []
    }
    show(link)
    guard case .reading(let reading)? = overlays.top else { return [] }
    return showCode(of: link.link, reading)
  }
}
