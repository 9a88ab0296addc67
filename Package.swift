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

/// Types are had from the functions that make them, not by their names: each name of a generic type makes the runtime look
/// through every conformance of the program, a fifth of the work to the first frame. Not for Care360, which other packages
/// may use: SwiftPM refuses them a target with such flags.
let quickStart =
  strict + [
    .unsafeFlags(["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"])
  ]

/// A package at the one version that this program is built and checked with.
struct Pin {
  let url: String
  let version: Version
  /// A product of a package that only other packages use. SwiftPM warns of a declared package that no target uses, so
  /// `casedesk` depends on the product on a platform it is never built for: that compiles nothing.
  let indirect: String?

  init(_ url: String, _ version: Version, indirect: String? = nil) {
    self.url = url
    self.version = version
    self.indirect = indirect
  }

  var dependency: Package.Dependency { .package(url: url, exact: version) }

  var unbuiltProduct: Target.Dependency? {
    guard let indirect, let last = url.split(separator: "/").last else { return nil }
    let name = last.hasSuffix(".git") ? last.dropLast(4) : last
    return .product(name: indirect, package: String(name), condition: .when(platforms: [.windows]))
  }
}

/// Every package that is resolved, direct or not: a version that floats would change the program without a commit.
/// Sources/Packaging/README.md says why each is here, and under which licence. RepositoryTests holds the list against it and
/// against Package.resolved.
let pins = [
  Pin("https://github.com/apple/swift-argument-parser", "1.8.2"),
  Pin("https://github.com/apple/swift-log", "1.16.2"),
  Pin("https://github.com/apple/swift-nio", "2.101.2"),
  Pin("https://github.com/apple/swift-nio-ssl", "2.37.6"),
  Pin("https://github.com/groue/GRDB.swift", "7.10.0"),
  Pin("https://github.com/hummingbird-project/hummingbird", "2.28.1"),
  Pin("https://github.com/apple/swift-asn1.git", "1.7.4"),
  Pin("https://github.com/swift-server/async-http-client", "1.37.0"),
  Pin("https://github.com/swift-server/swift-service-lifecycle.git", "2.13.0"),

  Pin("https://github.com/apple/swift-algorithms.git", "1.2.1", indirect: "Algorithms"),
  Pin("https://github.com/apple/swift-async-algorithms.git", "1.1.4", indirect: "AsyncAlgorithms"),
  Pin("https://github.com/apple/swift-atomics.git", "1.3.0", indirect: "Atomics"),
  Pin("https://github.com/apple/swift-certificates.git", "1.21.1", indirect: "X509"),
  Pin("https://github.com/apple/swift-collections.git", "1.6.0", indirect: "DequeModule"),
  Pin("https://github.com/apple/swift-configuration.git", "1.4.0", indirect: "Configuration"),
  Pin("https://github.com/apple/swift-crypto.git", "4.5.2", indirect: "Crypto"),
  Pin("https://github.com/apple/swift-distributed-tracing.git", "1.7.3", indirect: "Tracing"),
  Pin("https://github.com/apple/swift-http-structured-headers.git", "1.7.0", indirect: "StructuredFieldValues"),
  Pin("https://github.com/apple/swift-http-types.git", "1.8.0", indirect: "HTTPTypes"),
  Pin("https://github.com/apple/swift-metrics.git", "2.13.0", indirect: "Metrics"),
  Pin("https://github.com/apple/swift-nio-extras.git", "1.35.2", indirect: "NIOExtras"),
  Pin("https://github.com/apple/swift-nio-http2.git", "1.46.0", indirect: "NIOHTTP2"),
  Pin("https://github.com/apple/swift-nio-transport-services.git", "1.28.0", indirect: "NIOTransportServices"),
  Pin("https://github.com/apple/swift-numerics.git", "1.1.1", indirect: "RealModule"),
  Pin("https://github.com/apple/swift-service-context.git", "1.5.1", indirect: "ServiceContextModule"),
  Pin("https://github.com/apple/swift-system.git", "1.8.1", indirect: "SystemPackage"),
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
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let swiftASN1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")

/// A Swift target of ours: strict settings, its landing text left out of the product.
func library(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [], resources: [Resource] = [],
  settings: [SwiftSetting] = quickStart
) -> Target {
  .target(
    name: name, dependencies: dependencies, exclude: ["README.md"] + exclude, resources: resources,
    swiftSettings: settings)
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
    .executable(name: "casedesk-bench", targets: ["casedesk-bench"]),
    .executable(name: "casedesk-package", targets: ["Packaging"]),
    .library(name: "Care360", targets: ["Care360"]),
  ],
  dependencies: pins.map(\.dependency),
  targets: [
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .target(name: "CDeskSystem", exclude: ["README.md"]),
    // Opens libpq by its name, so that nothing of it is needed to build or to start.
    .target(name: "CPostgres", exclude: ["README.md"]),
    .target(
      name: "Themes", path: "themes",
      resources: [
        .embedInCode("16-colour.toml"), .embedInCode("colour-blind-safe.toml"), .embedInCode("dark.toml"),
        .embedInCode("high-contrast.toml"), .embedInCode("light.toml"), .embedInCode("mono.toml"),
      ],
      swiftSettings: strict),

    library("Care360", exclude: ["Identifiers/Tools"], settings: strict),
    library("PrivateIO", ["CDeskSystem"]),
    library("Sealing", ["CSodium"]),
    library("Care360HTTP", ["Care360", "PrivateIO", asyncHTTPClient, nioCore, nioHTTP1, nioSSL, swiftASN1]),
    library("Care360Sandbox", [hummingbird, grdb, nioCore, logging, serviceLifecycle]),
    library("CaseStore", ["Care360", "CDeskSystem", "CSodium", "PrivateIO", "Sealing", grdb]),
    library(
      "RecordShipping",
      ["Care360", "Care360HTTP", "CaseStore", "PrivateIO", "Sealing", nioCore, nioPosix, nioSSL]),
    library("TeamPlace"),
    library("TeamStore", ["Care360", "CPostgres", "CSodium", "PrivateIO", "Sealing", "TeamPlace", grdb]),
    library("Credentials", ["Care360", "CSodium", "PrivateIO"]),
    library(
      "DeskConfig", ["Care360", "PrivateIO", "TeamPlace", "Terminal", "Themes", nioSSL],
      resources: ["general-intake", "hair-loss", "weight-management"].map {
        .embedInCode("Templates/Shipped/\($0).toml")
      }
        + [
          "call-attempt-note", "hand-over-note", "missed-visit", "payment-failed", "refill-link-sent",
          "tracking-number",
          "visit-reminder", "waiting-for-lab",
        ].map { .embedInCode("Texts/Shipped/\($0).toml") }
        + [.embedInCode("Escalations/Shipped/escalations.toml")]),
    library("Terminal", exclude: ["Tools"]),
    library("NcursesTerminal", ["Terminal", "CNcurses", "CDeskSystem", "PrivateIO"]),
    library("Desk", ["Care360"]),
    library("DeskUI", ["Desk", "Terminal"]),
    library("DeskLines", ["Desk"]),
    library(
      "DeskApp",
      [
        "Care360", "CaseStore", "CDeskSystem", "Desk", "DeskConfig", "DeskLines", "DeskUI", "NcursesTerminal",
        "PrivateIO", "Sealing", "TeamStore", "Terminal",
      ]),
    library(
      "DeskCommands",
      [
        "Care360", "Care360HTTP", "Care360Sandbox", "CaseStore", "Credentials", "CDeskSystem", "Desk", "DeskApp",
        "DeskConfig", "PrivateIO", "RecordShipping", "Sealing", "TeamPlace", "TeamStore", "Terminal", argumentParser,
      ]),
    // Addresses that the loader fills in are read-only before the program begins. Packed, the list of those that only
    // depend on where the program lies takes 50 KB in place of 3.4 MB to read at every start; glibc 2.36 knows the form.
    // Names that no other file asks for take 5 MB and are looked at for each name that a library asks for. The libraries of
    // the C++ compiler are linked into the program: to load them took a twelfth of the time to the first frame.
    .executableTarget(
      name: "casedesk", dependencies: ["DeskCommands"] + pins.compactMap(\.unbuiltProduct),
      exclude: ["README.md", "Linking"],
      swiftSettings: strict,
      linkerSettings: [
        .unsafeFlags(
          ["-use-ld=lld"]
            + ["relro", "now", "pack-relative-relocs"].flatMap { ["-Xlinker", "-z", "-Xlinker", $0] }
            + ["-Xlinker", "--no-export-dynamic"]),
        .unsafeFlags(
          ["-L", Context.packageDirectory + "/Sources/casedesk/Linking", "-Xclang-linker", "-static-libgcc"],
          .when(configuration: .release)),
      ]),
    // Its README.md is the list of what the program is made of.
    .executableTarget(
      name: "Packaging", dependencies: ["Themes"], resources: [.embedInCode("README.md")], swiftSettings: strict),
    library("PseudoTerminal", ["PrivateIO"]),
    // Measures the casedesk that stands beside it.
    .executableTarget(
      name: "casedesk-bench",
      dependencies: ["Care360", "CaseStore", "Desk", "DeskUI", "PrivateIO", "PseudoTerminal", "Terminal"],
      exclude: ["README.md"],
      swiftSettings: strict),

    tests(
      "Care360HTTPTests",
      ["Care360", "Care360HTTP", "TestCertificates", "TestSupport", nioCore, nioPosix, nioSSL]),
    tests("Care360SandboxTests", ["Care360Sandbox", grdb], exclude: ["Fixtures"]),
    .target(name: "TestSupport", path: "Tests/Support", swiftSettings: strict),
    .target(
      name: "TestCertificates", dependencies: ["TestSupport", nioSSL], path: "Tests/Certificates", swiftSettings: strict
    ),
    // The laws that hold for any input, for ordinary tests and fuzz targets. Those of the terminal stand apart: to build
    // them with a sanitizer takes a minute.
    .target(
      name: "FuzzLaws", dependencies: ["NcursesTerminal", "Terminal", "TestSupport"], path: "Tests/Fuzz/Laws",
      swiftSettings: strict),
    .target(
      name: "DataLaws",
      dependencies: ["Care360", "CaseStore", "Desk", "DeskConfig", "DeskUI", "FuzzLaws", "TestSupport", grdb],
      path: "Tests/Fuzz/DataLaws", swiftSettings: strict),
    tests("Care360Tests", ["Care360", "DataLaws", "FuzzLaws"]),
    // Saves drafts in a process of its own, for the tests to kill.
    .executableTarget(
      name: "StoreWriter", dependencies: ["Care360", "CaseStore", "RecordShipping"], path: "Tests/StoreWriter",
      swiftSettings: strict),
    tests(
      "CaseStoreTests",
      [
        "Care360", "CaseStore", "CSodium", "DataLaws", "FuzzLaws", "PrivateIO", "Sealing", "StoreWriter", "TestSupport",
        grdb,
      ],
      exclude: ["Fixtures", "Goldens"]),
    tests("CredentialsTests", ["Care360", "Credentials", "TestSupport"]),
    tests(
      "DeskCommandsTests",
      [
        "casedesk", "Care360", "Care360HTTP", "Care360Sandbox", "CaseStore", "Credentials", "Desk", "DeskApp",
        "DeskCommands", "DeskConfig",
        "TeamPlace", "TeamStore", "TestSupport", argumentParser,
      ]),
    tests(
      "DeskConfigTests",
      ["Care360", "DataLaws", "DeskConfig", "FuzzLaws", "TeamPlace", "Terminal", "Themes", "TestSupport"],
      exclude: ["Goldens"]),
    tests("DeskLinesTests", ["Desk", "DeskLines"]),
    tests("DeskTests", ["Care360", "Desk", "TestSupport"], exclude: ["Walk/Goldens"]),
    tests("DeskUITests", ["Care360", "Desk", "DeskConfig", "DeskUI", "Terminal", "TestSupport"], exclude: ["Goldens"]),
    tests("NcursesTerminalTests", ["FuzzLaws", "NcursesTerminal", "Terminal", "CDeskSystem", "CNcurses"]),
    tests("PrivateIOTests", ["PrivateIO", "TestSupport"]),
    // Runs parts of the desk in a process of its own, for the tests to look at from outside.
    .executableTarget(
      name: "DeskProbe",
      dependencies: [
        "Care360", "Desk", "DeskApp", "DeskCommands", "DeskConfig", "DeskUI", "NcursesTerminal", "PrivateIO",
        "Terminal",
      ], path: "Tests/DeskProbe", swiftSettings: strict),
    tests("RealTerminalTests", ["casedesk", "DeskProbe", "Packaging", "PseudoTerminal", "TestSupport", "Terminal"]),
    tests(
      "RecordShippingTests",
      [
        "Care360", "Care360HTTP", "CaseStore", "RecordShipping", "Sealing", "StoreWriter", "TestCertificates",
        "TestSupport", nioCore,
        nioPosix, nioSSL,
      ]),
    tests("RepositoryTests", ["Packaging", "TestSupport"], exclude: ["Goldens"]),
    tests(
      "ScreenTests",
      [
        "Care360", "Care360Sandbox", "CaseStore", "Desk", "DeskApp", "DeskConfig", "DeskUI", "Sealing", "TeamPlace",
        "TeamStore", "Terminal", "TestSupport",
      ],
      exclude: ["Goldens"]),
    tests(
      "TeamStoreTests", ["Care360", "PrivateIO", "Sealing", "TeamPlace", "TeamStore", "TestSupport", grdb],
      exclude: ["Goldens"]),
    tests("TerminalTests", ["FuzzLaws", "Terminal", "TestSupport"], exclude: ["Goldens"]),
  ],
  swiftLanguageModes: [.v6]
)

// Fuzz targets stand in the package only where they are asked for: Tests/Fuzz/README.md.
if Context.environment["CASEDESK_FUZZ"] != nil {
  let sanitized: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer,address"])]
  let linked: [LinkerSetting] = [.unsafeFlags(["-sanitize=fuzzer,address"])]
  let watched: Set = [
    "Care360", "CaseStore", "Desk", "DeskConfig", "DeskUI", "NcursesTerminal", "PrivateIO", "Terminal",
  ]
  for target in package.targets where watched.contains(target.name) { target.swiftSettings = strict + sanitized }
  package.targets.append(
    .target(name: "FuzzDriver", dependencies: ["FuzzLaws"], path: "Tests/Fuzz/Driver", swiftSettings: strict))
  let kinds = [
    "FuzzLaws": ["Input", "Text"], "DataLaws": ["Answer", "File", "Identifier", "JSON", "Record", "Store"],
  ]
  for (laws, names) in kinds {
    package.targets += names.map { name in
      .executableTarget(
        name: name + "Fuzz", dependencies: ["FuzzDriver", .init(stringLiteral: laws)], path: "Tests/Fuzz/\(name)Fuzz",
        swiftSettings: strict + sanitized, linkerSettings: linked)
    }
  }
}
