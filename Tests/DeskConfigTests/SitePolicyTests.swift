import Care360
import Foundation
import TeamPlace
import TestSupport
import Terminal
import Testing

@testable import DeskConfig

struct SitePolicyTests {
  private func parsed(_ text: String) -> (policy: SitePolicy, problems: [ConfigProblem]) {
    SitePolicy.parse(text, file: "/etc/casedesk/policy.toml")
  }

  @Test func theClipboardCanBeNarrowedToIDs() {
    #expect(SitePolicy.parse("clipboard = \"ids\"", file: "p").0.clipboard == .ids)
    #expect(SitePolicy.parse("clipboard = true", file: "p").0.clipboard == .on)
    #expect(
      SitePolicy.parse("clipboard = \"auto\"", file: "p").1.map(\.description) == [
        "p:1:1: clipboard: It must be true, false or \"ids\"."
      ])
  }

  @Test(arguments: ClipboardUse.allCases) func thePolicyOnlyNarrowsTheClipboard(_ use: ClipboardUse) {
    var policy = SitePolicy()
    #expect(policy.clipboard(configured: use) == use)
    policy.clipboard = .ids
    #expect(policy.clipboard(configured: use) == (use == .off ? .off : .ids))
    policy.clipboard = .off
    #expect(policy.clipboard(configured: use) == .off)
  }

  @Test func leadsHaveNamesAndATime() {
    let leads = "operator = \"login\"\nteam_leads = [\"jo\"]"
    #expect(parsed(leads).policy.teamLeadAfterHours == 4 && parsed(leads).problems.isEmpty)
    let wrong = [
      "team_leads = []": "It must name at least one operator, or be left out.",
      "team_leads = [\" \"]": "It must name at least one operator, or be left out.",
      "team_lead_after_hours = 4": "It needs the key team_leads, too: the operators who may do that.",
      "team_leads = [\"jo\"]": "It needs operator = \"login\", too: anyone may configure the name of a lead.",
      "\(leads)\nteam_lead_after_hours = 0": "It must be a whole number from 1 to 168.",
      "\(leads)\nteam_lead_after_hours = 169": "It must be a whole number from 1 to 168.",
    ]
    for (text, sentence) in wrong { #expect(parsed(text).problems.map(\.sentence) == [sentence], "\(text)") }
  }

  @Test(arguments: [
    ("[]", "It must name at least one word, or be left out."),
    (
      "[\"two words\"]",
      "\"two words\" is not a word of at most 32 letters, digits, - and _ that begins with a letter or digit."
    ),
    (
      "[\"\(String(repeating: "x", count: 33))\"]",
      "\"\(String(repeating: "x", count: 33))\" is not a word of at most 32 letters, digits, - and _ that begins with a "
        + "letter or digit."
    ),
    ("[\"a\", \"b\", \"a\"]", "\"a\" is there twice."), ("\"treatment\"", "It must be a list of texts."),
  ])
  func purposesAreDifferentShortWords(_ list: String, _ sentence: String) {
    #expect(parsed("record_purposes = \(list)").problems.map(\.sentence) == [sentence])
  }

  @Test func aFullPolicyIsRead() throws {
    let (policy, problems) = parsed(
      """
      base_urls = ["https://api.example.com/", "https://api.example.org:8443"]
      read_only = true
      clipboard = false
      qr = false
      export = false
      worklist = "off"
      cli = "unlock"
      kiosk = true
      suspend = false
      window_title = false
      idle_lock_max = 5
      operator = "login"
      credential_group = "root"
      data_dir = "/srv/desk"
      team_store = "sqlite:/srv/team/team.db"
      team_leads = ["n.okafor", "jo"]
      team_lead_after_hours = 168
      proxy = "http://proxy.example.org:3128/"
      recovery_public_key = "\(String(repeating: "0F", count: 32))"
      record_purposes = ["treatment", "payment", "ops-2"]
      [operators."n.okafor"]
      name = "Nneka Okafor"
      email = "n.okafor@example.com"
      [operators.jo]
      email = "jo@example.com"
      """)
    #expect(problems.map(\.description) == [])
    #expect(policy.teamLeads == ["n.okafor", "jo"] && policy.teamLeadAfterHours == 168)
    #expect(policy.recordPurposes == ["treatment", "payment", "ops-2"])
    #expect(policy.operators?["n.okafor"]?.text == "Nneka Okafor <n.okafor@example.com>")
    #expect(policy.operators?["jo"]?.text == "jo@example.com" && policy.operators?.count == 2)
    #expect(policy.baseURLs?.map(\.text) == ["https://api.example.com", "https://api.example.org:8443"])
    #expect(policy.isReadOnly && policy.operatorIsLogin && policy.isKiosk)
    #expect(
      policy.clipboard == .off && !policy.allowsQR && !policy.allowsExport && !policy.allowsWorklist
        && !policy.allowsSuspend && !policy.allowsWindowTitle)
    #expect(policy.commandLine == .unlock)
    #expect(policy.idleLockMax == 5)
    #expect(policy.credentialGroup == SitePolicy.Group(name: "root", id: 0))
    #expect(policy.dataDirectory == "/srv/desk")
    #expect(policy.teamStore == .sqlite(path: "/srv/team/team.db"))
    #expect(policy.proxy == SitePolicy.Proxy(host: "proxy.example.org", port: 3128))
    #expect(policy.recoveryKey == String(repeating: "0f", count: 32))
    let unset = policy.rows.filter { $0.key == "ca_file" || $0.section == "policy.record" }
    #expect(unset.count == 5 && unset.allSatisfy { $0.layer == .builtIn })
    #expect(policy.rows.filter { !unset.contains($0) }.allSatisfy { $0.layer == .policy })
  }

  @Test(arguments: [
    "base_urls = []", "base_urls = \"https://api.example.com\"", "base_urls = [\"http://api.example.com\"]",
    "base_urls = [\"https://jo:pw@api.example.com\"]", "read_only = \"yes\"", "readonly = true", "clipbaord = false",
    "cli = \"sometimes\"", "idle_lock_max = 0", "idle_lock_max = 16", "idle_lock_max = -1",
    "idle_lock_max = 9223372036854775807", "operator = \"jo\"",
    "credential_group = \"no-such-group-here\"", "data_dir = \"relative\"", "proxy = \"proxy.example.org\"",
    "proxy = \"https://proxy.example.org:1\"", "proxy = \"http://jo:pw@proxy.example.org:1\"",
    "recovery_public_key = \"0f1e\"", "recovery_public_key = 5",
    "proxy = \"http://proxy.example.org:70000\"", "ca_file = \"/no/such/file.pem\"", "ca_file = \"/etc/passwd\"",
    "team_store = \"team.db\"", "team_store = true",
    "team_store = \"postgresql://jo:pw@team.example.com/casedesk?sslmode=verify-full\"",
    "[profiles.clinic]\ntheme = \"dark\"", "cli =", "operators = \"jo\"", "operators = { jo = \"jo@example.com\" }",
    "operators = { jo = { name = \"Jo\" } }", "operators = { jo = { email = \"jo\" } }",
    "operators = { jo = { email = \"jo@example.com\", phone = \"1\" } }",
    "operators = { jo = { email = \"jo@example.com\", name = \"\\u202E\" } }",
    "record = \"syslog\"", "record = { ship = \"file\" }", "record = { ship = true }", "record = { ship = \"\" }",
    "record = { ship = \"tls://logs.example.org\" }", "record = { ship = \"tls://logs.example.org:70000\" }",
    "record = { ship = \"tls://jo:pw@logs.example.org:6514\" }",
    "record = { ship = \"tls://logs.example.org:6514/x\" }",
    "record = { shipp = \"syslog\" }", "record = { required = true }", "record = { backlog_max = 5 }",
    "record = { ship = \"syslog\", required = \"yes\" }", "record = { ship = \"syslog\", backlog_max = 0 }",
    "record = { ship = \"syslog\", backlog_max = 1000001 }", "record = { ship = \"syslog\", hash_key_file = \"key\" }",
    "record = { ship = \"syslog\", key = \"abc\" }",
  ])
  func anythingWrongStopsTheStartAndIsPlaced(text: String) {
    let problems = parsed("# one\n" + text).problems
    #expect(problems.count == 1)
    #expect(problems.first?.isSecurity == true)
    #expect(problems.first?.line == 2)
  }

  /// A stopped program leaves a shell, a command is the person's own program, and a file may be anybody's.
  @Test func aKioskLeavesNoWayOut() throws {
    let (policy, problems) = parsed("kiosk = true\nsuspend = true\ndata_dir = \"/srv/desk\"")
    #expect(problems.isEmpty && policy.isKiosk && !policy.allowsSuspend)
    #expect(
      parsed("kiosk = true").problems.map(\.description) == [
        "/etc/casedesk/policy.toml:1:1: kiosk: It needs the key data_dir, too: files lie below it and nowhere else."
      ])
    let settings = Settings.parse(
      """
      [profiles.clinic]
      base_url = "https://api.example.com"
      api_key_command = ["pass", "key"]
      token_command = ["pass", "token"]
      [store]
      key_command = ["pass", "store"]
      """, file: "/home/jo/config.toml", home: nil
    ).0
    #expect(settings.problems(under: SitePolicy()).isEmpty)
    let refused = settings.problems(under: policy)
    #expect(refused.map(\.key) == ["api_key_command", "token_command", "key_command"])
    #expect(refused.allSatisfy { $0.isSecurity })
  }

  @Test func theCopyOfTheRecordIsReadWhole() {
    let parsed = parsed(
      """
      [record]
      ship = "tls://logs.example.org:6514"
      required = true
      backlog_max = 20
      hash_key_file = "/etc/casedesk/record.key"
      """)
    #expect(parsed.problems.map(\.description) == [])
    var copy = SitePolicy.RecordCopy(receiver: .tls(host: "logs.example.org", port: 6514))
    (copy.isRequired, copy.mostUnsent, copy.keyFile) = (true, 20, "/etc/casedesk/record.key")
    #expect(parsed.policy.recordCopy == copy)
    let rows = parsed.policy.rows.filter { $0.section == "policy.record" }
    #expect(rows.map(\.key) == ["ship", "required", "backlog_max", "hash_key_file"])
    #expect(
      rows.map(\.value) == ["\"tls://logs.example.org:6514\"", "true", "20", "\"/etc/casedesk/record.key\""])
    #expect(rows.allSatisfy { $0.layer == .policy })
    let plain = self.parsed("record = { ship = \"syslog\" }").policy.recordCopy
    #expect(plain?.receiver == .syslog && plain?.isRequired == false && plain?.mostUnsent == 1000)
    #expect(self.parsed("").policy.recordCopy == nil)
  }

  @Test func everyProblemIsToldAtOnce() {
    #expect(parsed("cli = 1\nqr = 1\nidle_lock_max = 99\n").problems.map(\.line) == [1, 2, 3])
    #expect(parsed("bogus = 1\n").problems.map(\.sentence) == ["There is no such key."], "nothing in it is ignored")
  }

  @Test func aMachineWithoutOneHasNone() throws {
    let folder = try TestFolder()
    let (policy, problems) = SitePolicy.load(from: folder.path + "/none/policy.toml")
    #expect(policy == SitePolicy())
    #expect(problems.isEmpty)
  }

  @Test(.enabled(if: getuid() == 0, "only root can make root's files"))
  func aFileThatOthersCouldChangeStopsTheStart() throws {
    let folder = try TestFolder()
    let path = try folder.file("good/policy.toml", "read_only = true\n", mode: 0o644)
    #expect(SitePolicy.load(from: path).0.isReadOnly)
    chmod(path, 0o664)
    #expect(SitePolicy.load(from: path).1.map(\.isSecurity) == [true])
    chmod(path, 0o644)
    #expect(chown(path, 12_345, 0) == 0)
    #expect(SitePolicy.load(from: path).1.map(\.sentence) == ["It must belong to root."])
    #expect(chown(path, 0, 0) == 0)
    chmod(folder.path + "/good", 0o777)
    #expect(SitePolicy.load(from: path).1.first?.sentence.hasPrefix("Its folder must be root's") == true)
    // Whoever may take it away could be without one.
    unlink(path)
    #expect(SitePolicy.load(from: path).1.map(\.isSecurity) == [true])
    chmod(folder.path + "/good", 0o755)
    #expect(SitePolicy.load(from: path).1.isEmpty)
    chmod(folder.path, 0o777)
    #expect(SitePolicy.load(from: path).1.map(\.isSecurity) == [true])
    chmod(folder.path, 0o755)
    chown(folder.path, 12_345, 0)
    #expect(SitePolicy.load(from: path).1.first?.sentence.hasSuffix("belongs to another user (uid 12345).") == true)
    chown(folder.path, 0, 0)
  }

  @Test(.enabled(if: getuid() == 0, "only root can make root's files"))
  func whatIsNoReadableFileStopsTheStart() throws {
    let folder = try TestFolder()
    let inner = try folder.folder("policy.toml", mode: 0o755)
    #expect(SitePolicy.load(from: inner).1.map(\.sentence) == ["It is not a regular file."])
    let bytes = try folder.file("bytes.toml", "")
    try Data([0xFF, 0xFE]).write(to: URL(fileURLWithPath: bytes))
    #expect(SitePolicy.load(from: bytes).1.first?.sentence.hasPrefix("Only root can read it") == true)
    chmod(bytes, 0o644)
    #expect(SitePolicy.load(from: bytes).1.map(\.sentence) == ["It is not UTF-8."])
    let loop = folder.path + "/loop.toml"
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
    #expect(SitePolicy.load(from: loop).1.map(\.isSecurity) == [true])
  }

  @Test(
    .enabled(if: getuid() == 0, "only root can be another user for a moment"), arguments: [0o700, 0o755] as [mode_t])
  func aPolicyThatThisUserMayNotReadStopsTheStart(_ mode: mode_t) throws {
    let folder = try TestFolder()
    let file = try folder.file("etc/policy.toml", "read_only = true\n", mode: 0o600)
    chmod(folder.path + "/etc", 0o755)
    chmod(folder.path, mode)
    let problems = try withFileAccessOfNobody { SitePolicy.load(from: file).1 }
    #expect(problems.map(\.isSecurity) == [true])
    #expect(problems.first?.sentence.hasPrefix("This user may not read it") == true, "\(problems)")
  }

  /// The file access is that of this thread alone, so `body` must not suspend.
  private func withFileAccessOfNobody<Value>(_ body: () -> Value) throws -> Value {
    // Glibc's module does not have it.
    let symbol = try #require(dlsym(nil, "setfsuid"))
    let become = unsafeBitCast(symbol, to: (@convention(c) (uid_t) -> CInt).self)
    _ = become(65_534)
    defer { _ = become(0) }
    return body()
  }

  /// "There is none" is said only where there is none.
  @Test(.enabled(if: getuid() == 0, "only root can make root's files"))
  func aPolicyBehindALinkOrBehindNoFolderStopsTheStart() throws {
    let folder = try TestFolder()
    let files = FileManager.default
    let real = try folder.file("elsewhere/policy.toml", "read_only = true\n", mode: 0o644)
    _ = try folder.folder("casedesk", mode: 0o755)
    for target in [real, folder.path + "/nowhere"] {
      let path = folder.path + "/casedesk/policy.toml"
      try files.createSymbolicLink(atPath: path, withDestinationPath: target)
      #expect(SitePolicy.load(from: path).1.map(\.isSecurity) == [true], "a link to \(target)")
      unlink(path)
      #expect(SitePolicy.load(from: path).1.isEmpty)
    }
    try files.createSymbolicLink(atPath: folder.path + "/gone", withDestinationPath: folder.path + "/nowhere")
    #expect(SitePolicy.load(from: folder.path + "/gone/policy.toml").1.map(\.isSecurity) == [true])
    #expect(SitePolicy.load(from: real + "/policy.toml").1.map(\.isSecurity) == [true])
  }

  @Test(.enabled(if: getuid() == 0, "only root can make root's files"))
  func aCertificateFileIsJudgedLikeThePolicy() throws {
    let folder = try TestFolder()
    let file = try folder.file("ca.pem", CertificateFileTests.pem, mode: 0o644)
    #expect(parsed("ca_file = \"\(file)\"").policy.caFile == file)
    #expect(parsed("ca_file = \"\(file)\"").policy.authorities.count == 1)
    let broken = try folder.file("broken.pem", CertificateFileTests.pem + "-----BEGIN CERTIFICATE-----", mode: 0o644)
    #expect(
      parsed("ca_file = \"\(broken)\"").problems.map(\.sentence) == ["Certificate 2 of the file cannot be read."])
    #expect(parsed("ca_file = \"\(broken)\"").policy.authorities == [])
    chmod(file, 0o666)
    #expect(parsed("ca_file = \"\(file)\"").problems.first?.sentence.contains("Other users can write to it") == true)
  }

  @Test func theFolderForDataIsOnePerLogin() {
    let paths = Paths(environment: ["XDG_DATA_HOME": "/mine"], home: "/home/jo")
    let policy = parsed("data_dir = \"/srv/desk\"").policy
    #expect(paths.under(policy, login: "jo").dataDirectory == "/srv/desk/jo")
    #expect(paths.under(policy, login: "../x").dataDirectory == "/srv/desk/.._x")
    #expect(paths.under(SitePolicy(), login: "jo") == paths)
  }
}
