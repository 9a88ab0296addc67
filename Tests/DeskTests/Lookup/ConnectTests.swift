import Foundation
import Testing

@testable import Care360
@testable import Desk

/// Connections are got ready while somebody is typed, and at no other time.
struct ConnectTests {
  private static let connect = Effect.read(.connect)

  @Test func `The first character asks for connections, the next ones do not`() {
    var driver = SessionDriver()
    #expect(!driver.start().contains(Self.connect))
    driver.press(.find)
    #expect(!driver.effects.contains(Self.connect))
    driver.type("a")
    #expect(driver.effects == [Self.connect])
    driver.type("v")
    #expect(driver.effects.isEmpty)
    driver.uptime += 4
    driver.type("e")
    #expect(driver.effects.isEmpty)
  }

  @Test func `Typing that goes on asks again`() {
    var driver = SessionDriver()
    driver.press(.find)
    driver.type("ave")
    driver.uptime += 5
    driver.type("r")
    #expect(driver.effects == [Self.connect])
  }

  @Test func `Keys that change no text, and an emptied box, ask for nothing`() {
    var driver = SessionDriver()
    driver.press(.find)
    driver.type("a")
    driver.uptime += 60
    driver.handle(.input(.edited(.left)))
    #expect(driver.effects.isEmpty)
    driver.handle(.input(.edited(.deleteForward)))
    #expect(driver.effects.isEmpty)
    driver.press(.nextField)
    driver.move(.down)
    #expect(!driver.effects.contains(Self.connect))
  }

  @Test func `Enter asks with the question itself`() {
    var driver = SessionDriver()
    driver.press(.find)
    driver.type("avery@example.com")
    driver.uptime += 60
    driver.press(.accept)
    #expect(!driver.effects.contains(Self.connect))
    driver.press(.find)
    driver.type("j")
    #expect(!driver.effects.contains(Self.connect), "the connections of the lookup are open")
  }

  @Test func `Under the lock nothing is opened`() {
    var driver = SessionDriver()
    driver.press(.lock)
    driver.type("avery")
    #expect(!driver.effects.contains(Self.connect))
  }

  @Test func `A service that is away, or refuses the key, is left alone`() throws {
    for error in [Sample.noConnection, .notAuthorized(.apiKey, .refused, httpStatus: 401)] {
      var driver = try SessionDriver.showing(try Sample.detail())
      driver.press(.refresh)
      driver.found(.failure(error))
      driver.uptime += 60
      driver.press(.find)
      driver.type("j")
      #expect(!driver.effects.contains(Self.connect))
    }
  }

  @Test func `Typing elsewhere opens nothing`() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.uptime += 60
    driver.press(.message)
    driver.type("Hello")
    #expect(!driver.effects.contains(Self.connect))
  }
}
