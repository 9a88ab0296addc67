import TOMLKit

/// A parsed file, with the places of its keys.
struct TOMLDocument {
  let file: String
  let root: [String: TOMLNode]
  private let places: TOMLPlaces

  /// - Parameter isSecurity: whether a file that cannot be parsed must stop the start.
  init(_ text: String, file: String, isSecurity: Bool = true) throws(ConfigProblem) {
    self.file = file
    places = TOMLPlaces(text)
    if let broken = places.brokenHeader {
      throw ConfigProblem(
        file: file, line: broken.line, column: broken.column, sentence: Self.notValid, isSecurity: isSecurity)
    }
    do {
      let table = try TOMLTable(string: text)
      root = withExtendedLifetime(table) { TOMLNode.members(of: table) }
    } catch let error as TOMLParseError {
      // The library's words may quote the file, secrets in the wrong place included.
      throw ConfigProblem(
        file: file, line: error.source.begin.line, column: error.source.begin.column,
        sentence: Self.notValid, isSecurity: isSecurity)
    } catch {
      throw ConfigProblem(file: file, sentence: "This is not valid TOML.", isSecurity: isSecurity)
    }
  }

  private static let notValid = "This is not valid TOML from here on; nothing of the file is used."

  func place(of path: [String]) -> TOMLPlaces.Place? { places.place(of: path) }

  func problem(at section: [String], _ key: String, _ sentence: String, isSecurity: Bool) -> ConfigProblem {
    let place = places.place(of: section + [key])
    return ConfigProblem(
      file: file, line: place?.line, column: place?.column, section: section.joined(separator: "."), key: key,
      sentence: sentence, isSecurity: isSecurity)
  }
}
