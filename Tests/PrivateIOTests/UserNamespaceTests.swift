import PrivateIO
import Testing

struct UserNamespaceTests {
  @Test func onlyTheFirstNamespaceHasTheMachinesIDs() {
    #expect(!UserNamespace.isForeign(map: "         0          0 4294967295\n"))
    #expect(!UserNamespace.isForeign(map: "0 0 4294967295\n"), "however it is spaced")
    for map in ["0 1000 1\n", "0 0 4294967294\n", "0 0 1\n1 100000 65536\n", "", "x", nil] {
      #expect(UserNamespace.isForeign(map: map), "\(map ?? "none")")
    }
  }
}
