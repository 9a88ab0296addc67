/// A parsed file, with the places of its keys.
struct TOMLDocument {
  let file: String
  let root: [String: TOMLNode]

  /// - Parameter isSecurity: whether a file that cannot be parsed must stop the start.
  init(_ text: String, file: String, isSecurity: Bool = true) throws(ConfigProblem) {
    self.file = file
    do throws(TOMLFault) {
      root = try TOMLParser.parse(text)
    } catch {
      throw ConfigProblem(
        file: file, line: error.place.line, column: error.place.column, sentence: error.sentence, isSecurity: isSecurity
      )
    }
  }

  /// The place of this key, else of the nearest table it is in. The nth table of a list has the path `name`, `n`, counted
  /// from 1.
  func place(of path: [String]) -> TOMLPlace? {
    var (members, place) = (root, TOMLPlace?.none)
    var nodes: [TOMLNode] = []
    for name in path {
      let position = Int(name).map { $0 - 1 }
      let listed = position.flatMap { nodes.indices.contains($0) ? nodes[$0] : nil }
      guard let node = members[name] ?? listed else { break }
      place = node.place
      if case .table(let inner) = node.value { members = inner } else { members = [:] }
      if case .list(let inner) = node.value { nodes = inner } else { nodes = [] }
    }
    return place
  }

  func problem(at section: [String], _ key: String, _ sentence: String, isSecurity: Bool) -> ConfigProblem {
    let place = place(of: section + [key])
    return ConfigProblem(
      file: file, line: place?.line, column: place?.column, section: section.joined(separator: "."), key: key,
      sentence: sentence, isSecurity: isSecurity)
  }
}
