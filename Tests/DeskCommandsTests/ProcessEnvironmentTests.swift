import Foundation
import Testing

@testable import DeskCommands

struct ProcessEnvironmentTests {
  /// Foundation's reading, which is left out only because it slows the start.
  @Test func `It is what Foundation reads`() throws {
    let read = ProcessEnvironment.variables
    #expect(read["PATH"] != nil)
    #expect(read == ProcessInfo.processInfo.environment)
  }
}
