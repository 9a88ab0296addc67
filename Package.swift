// swift-tools-version: 6.2
//
// A target exists only where what it may not import differs from its neighbour's; dependencies point down only.
// RepositoryTests holds every `import` under Sources/ against the same table. Targets are in dependency order.
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let tomlKit = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

/// A Swift target of ours: strict settings, its landing text left out of the product.
func library(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [], resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, exclude: ["README.md"] + exclude, resources: resources,
    swiftSettings: strict)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: strict)
}

let package = Package(
  name: "CaseDesk",
  products: [
    .executable(name: "casedesk", targets: ["casedesk"]),
    .executable(name: "casedesk-package", targets: ["Packaging"]),
    .library(name: "Care360", targets: ["Care360"]),
  ],
  dependencies: [
    // Command line: subcommands, help, completions.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    // A silent logger for the sandbox's server.
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    // Types of async-http-client's requests and bodies; the fault server of the tests.
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    // TLS settings of the live transport.
    .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
    // SQLite: the local store, the sandbox's world.
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    // Carries the embedded sandbox over HTTP.
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    // Configuration and theme files, with line and column of a syntax error.
    .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
    // The live HTTP client.
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
  ],
  targets: [
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .target(name: "CDeskSystem", exclude: ["README.md"]),
    .target(
      name: "Themes", path: "themes",
      resources: [
        .embedInCode("16-colour.toml"), .embedInCode("colour-blind-safe.toml"), .embedInCode("dark.toml"),
        .embedInCode("high-contrast.toml"), .embedInCode("light.toml"), .embedInCode("mono.toml"),
      ],
      swiftSettings: strict),

    library("Care360"),
    library("Care360HTTP", ["Care360", asyncHTTPClient, nioCore, nioHTTP1, nioSSL]),
    library("Care360Sandbox", [hummingbird, grdb, nioCore, logging]),
    library("CaseStore", ["Care360", "CDeskSystem", "CSodium", grdb]),
    library("Credentials", ["Care360", "CDeskSystem", "CSodium"]),
    library(
      "DeskConfig", ["Care360", "Terminal", "Themes", tomlKit],
      resources: ["general-intake", "hair-loss", "weight-management"].map {
        .embedInCode("Templates/Shipped/\($0).toml")
      }),
    library("Terminal", exclude: ["Tools"]),
    library("NcursesTerminal", ["Terminal", "CNcurses", "CDeskSystem"]),
    library("Desk", ["Care360"]),
    library("DeskUI", ["Desk", "Terminal"]),
    library("DeskLines", ["Desk"]),
    library(
      "DeskApp",
      [
        "Care360", "CaseStore", "CDeskSystem", "Desk", "DeskConfig", "DeskLines", "DeskUI", "NcursesTerminal",
        "Terminal",
      ]),
    library(
      "DeskCommands",
      [
        "Care360", "Care360HTTP", "Care360Sandbox", "CaseStore", "Credentials", "CDeskSystem", "DeskApp", "DeskConfig",
        "Terminal", argumentParser,
      ]),
    // Addresses that the loader fills in are read-only before the program begins.
    .executableTarget(
      name: "casedesk", dependencies: ["DeskCommands"], exclude: ["README.md"], swiftSettings: strict,
      linkerSettings: [.unsafeFlags(["-Xlinker", "-z", "-Xlinker", "relro", "-Xlinker", "-z", "-Xlinker", "now"])]),
    .executableTarget(
      name: "Packaging", dependencies: ["Themes"], exclude: ["README.md"], swiftSettings: strict),

    tests("Care360HTTPTests", ["Care360", "Care360HTTP", "TestSupport", nioCore, nioPosix, nioSSL]),
    tests("Care360SandboxTests", ["Care360Sandbox", grdb], exclude: ["Fixtures"]),
    .target(name: "TestSupport", path: "Tests/Support", swiftSettings: strict),
    tests("Care360Tests", ["Care360"]),
    // Saves drafts in a process of its own, for the tests to kill.
    .executableTarget(
      name: "StoreWriter", dependencies: ["Care360", "CaseStore"], path: "Tests/StoreWriter", swiftSettings: strict),
    tests(
      "CaseStoreTests", ["Care360", "CaseStore", "CSodium", "StoreWriter", "TestSupport", grdb],
      exclude: ["Fixtures", "Goldens"]),
    tests("CredentialsTests", ["Care360", "Credentials", "TestSupport"]),
    tests(
      "DeskCommandsTests",
      ["casedesk", "Care360", "Care360Sandbox", "CaseStore", "DeskCommands", "TestSupport", argumentParser]),
    tests("DeskConfigTests", ["Care360", "DeskConfig", "Terminal", "Themes", "TestSupport"], exclude: ["Goldens"]),
    tests("DeskLinesTests", ["Desk", "DeskLines"]),
    tests("DeskTests", ["Care360", "Desk", "TestSupport"], exclude: ["Walk/Goldens"]),
    tests("DeskUITests", ["Desk", "DeskConfig", "DeskUI", "Terminal", "TestSupport"], exclude: ["Goldens"]),
    tests("NcursesTerminalTests", ["NcursesTerminal", "Terminal", "CDeskSystem", "CNcurses"]),
    tests("RealTerminalTests", ["casedesk", "Packaging", "TestSupport", "Terminal"]),
    tests("RepositoryTests", ["DeskUI"]),
    tests(
      "ScreenTests",
      ["Care360", "Care360Sandbox", "CaseStore", "Desk", "DeskApp", "DeskConfig", "DeskUI", "Terminal", "TestSupport"],
      exclude: ["Goldens"]),
    tests("TerminalTests", ["Terminal"], exclude: ["Goldens"]),
  ],
  swiftLanguageModes: [.v6]
)

// Fuzz targets stand in the package only where they are asked for: Tests/Fuzz/README.md.
if Context.environment["CASEDESK_FUZZ"] != nil {
  let sanitized: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer,address"])]
  for target in package.targets where target.name == "Care360" { target.swiftSettings = strict + sanitized }
  for name in ["AnswerFuzz", "JSONFuzz"] {
    package.targets.append(
      .executableTarget(
        name: name, dependencies: ["Care360"], path: "Tests/Fuzz/\(name)", swiftSettings: strict + sanitized,
        linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]))
  }
}
