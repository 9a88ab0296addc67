import TestSupport
import Testing

/// Compares a text with the golden of that name.
func expectGolden(_ text: String, _ name: String, location: SourceLocation = #_sourceLocation) throws {
  if let problem = try Golden.problem(text, name, beside: #filePath) {
    Issue.record("\(problem)", sourceLocation: location)
  }
}
