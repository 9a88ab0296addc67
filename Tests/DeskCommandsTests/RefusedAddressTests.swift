import Care360
import DeskCommands
import Testing

/// A request to an address that the rules forbid ends as an invalid one, not as a service that cannot be reached.
struct RefusedAddressTests {
  @Test func aRefusedAddressIsInvalidAndNamed() throws {
    let address = try #require(RefusedAddress.refusing("http://api.example.com/api/v1?email=avery%40example.com"))
    let report = ErrorReport(Care360Error.invalid(.address(address), httpStatus: nil))
    #expect(report.kind == "invalid")
    #expect(report.exitCode == .invalid)
    #expect(
      report.message
        == "The address http://api.example.com is not allowed. The base URL must be https; plain http is accepted"
        + " only for a loopback host (127.0.0.1, localhost). Nothing was sent: correct the base URL of the profile.")
  }
}
