import Testing

@testable import DeskConfig

struct PathsTests {
  @Test func withoutAnyVariableTheHomeFolderHoldsEverything() {
    let paths = Paths(environment: [:], home: "/home/jo")
    #expect(paths.configDirectory == "/home/jo/.config/casedesk")
    #expect(paths.dataDirectory == "/home/jo/.local/share/casedesk")
    #expect(paths.stateDirectory == "/home/jo/.local/state/casedesk")
    #expect(paths.configFile == "/home/jo/.config/casedesk/config.toml")
  }

  @Test func theirVariablesWinOverHome() {
    let environment = ["HOME": "/h", "XDG_CONFIG_HOME": "/c/", "XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s"]
    let paths = Paths(environment: environment, home: "/home/jo")
    #expect(paths.configDirectory == "/c/casedesk")
    #expect(paths.dataDirectory == "/d/casedesk")
    #expect(paths.stateDirectory == "/s/casedesk")
    #expect(paths.home == "/h")
  }

  @Test func theProgramsOwnVariableIsTheFolderItself() {
    let environment = ["CASEDESK_CONFIG_DIR": "/own", "XDG_CONFIG_HOME": "/c"]
    #expect(Paths(environment: environment, home: "/h").configDirectory == "/own")
  }

  @Test(arguments: ["", "relative", "./x", "~/x"])
  func valuesThatAreNotAbsoluteAreIgnored(value: String) {
    let environment = ["HOME": value, "CASEDESK_CONFIG_DIR": value, "XDG_CONFIG_HOME": value, "XDG_DATA_HOME": value]
    let paths = Paths(environment: environment, home: "/home/jo")
    #expect(paths.configDirectory == "/home/jo/.config/casedesk")
    #expect(paths.dataDirectory == "/home/jo/.local/share/casedesk")
  }
}
