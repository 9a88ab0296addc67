import Testing

@testable import Care360HTTP

/// Tables as the kernel writes them.
struct ListenerTests {
  private static let tcp = """
      sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
       0: 0100007F:20A8 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 636 1 0000000000000000 100
       1: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 637 1 0000000000000000 100
       2: 0200007F:20A8 00000000:0000 0A 00000000:00000000 00:00000000 00000000 65534        0 638 1 0000000000000000 100
       3: 0100007F:20A9 0100007F:9C40 01 00000000:00000000 00:00000000 00000000 65534        0 639 1 0000000000000000 20
       4: 0100007F:20A9 00000000:0000 0A
    """
  private static let tcp6 = """
      sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when
       0: 00000000000000000000000001000000:20A8 00000000000000000000000000000000:0000 0A 0:0 00:0 0  7 0 640
       1: 00000000000000000000000000000000:20AA 00000000000000000000000000000000:0000 0A 0:0 00:0 0  8 0 641
       2: 0000000000000000FFFF00000100007F:20AB 00000000000000000000000000000000:0000 0A 0:0 00:0 0  9 0 642
    """

  private func owners(_ host: String, _ port: UInt16) throws -> [UInt32] {
    let place = try #require(Listener.address(of: host))
    return (Listener.all(in: Self.tcp) + Listener.all(in: Self.tcp6)).filter { $0.takes(place, port) }.map(\.owner)
  }

  @Test(
    arguments: [
      ("127.0.0.1", 0x20A8, [1000]), ("127.0.0.2", 0x20A8, [65_534]), ("::1", 0x20A8, [7]), ("127.0.0.1", 22, [0]),
      // One that listens everywhere takes both kinds; one on a mapped address takes IPv4.
      ("127.0.0.1", 0x20AA, [8]), ("::1", 0x20AA, [8]), ("127.0.0.1", 0x20AB, [9]),
      // No listener: a connection that stands, a line cut short, another port.
      ("127.0.0.1", 0x20A9, []), ("127.0.0.1", 80, []), ("::1", 22, []),
    ] as [(String, UInt16, [UInt32])]) func theListenerOfAnAddressIsFound(
      _ host: String, _ port: UInt16, _ uids: [UInt32]
    )
    throws
  {
    #expect(try owners(host, port) == uids)
  }

  @Test func whatIsNoAddressIsNone() {
    for text in ["", "localhost", "127.0.0.1:1", "::1%lo"] { #expect(Listener.address(of: text) == nil) }
  }
}
