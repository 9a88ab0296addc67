import Care360
import Foundation
import TestSupport
import Testing

@testable import DeskConfig

/// A file that is damaged, or cannot be read, is never taken for one that says nothing.
struct DamagedFileTests {
  /// The files that are read, other than keys and the store. Each rule for safety stands on one line: a cut at the end of a
  /// line leaves a whole file of fewer lines, which nobody can tell.
  enum File: CaseIterable {
    case config
    case policy
    case authorities
    case escalations
    case siteText
    case ownText
    case theme
    case template

    var isRoots: Bool {
      switch self {
      case .policy, .authorities, .escalations, .siteText: true
      case .config, .ownText, .theme, .template: false
      }
    }

    /// Its rules are for safety, so that the program must not start without them.
    var isGuard: Bool { [.config, .policy, .authorities].contains(self) }

    /// A file of no bytes is one that somebody began: each setting has its default. The rules of a site have none.
    var mayBeEmpty: Bool { [.config, .escalations].contains(self) }

    var text: String {
      switch self {
      case .config: "profiles.clinic.read_only = true\n"
      case .policy: "read_only = true\n"
      case .authorities: CertificateFileTests.pem
      case .escalations: "support = [\"Ours\"]\n"
      case .siteText, .ownText: "body = \"Ours\"\ntitle = \"Ours\"\nkind = \"message\"\n"
      case .theme: "inherits = \"light\"\n"
      case .template: "title = \"Ours\"\n[[questions]]\ntext = \"Ours?\"\n"
      }
    }

    /// True where the rule counts, and what is said.
    func read(_ path: String, in folder: String) -> (isKept: Bool, problems: [ConfigProblem]) {
      switch self {
      case .config:
        let paths = Paths(environment: ["CASEDESK_CONFIG_DIR": folder], home: "/home/jo")
        let (settings, problems) = Settings.load(file: nil, paths: paths, environment: [:])
        return (settings.profiles["clinic"]?.isReadOnly == true, problems)
      case .policy:
        let (policy, problems) = SitePolicy.load(from: path)
        return (policy.isReadOnly, problems)
      case .authorities:
        let (policy, problems) = SitePolicy.parse("ca_file = \"\(path)\"", file: "policy.toml")
        return (policy.authorities.count == 1, problems)
      case .escalations:
        let (titles, problems) = EscalationTitleFile.read(site: path)
        return (titles.of(.support).first?.text == "Ours", problems)
      case .siteText, .ownText:
        let library = TextLibrary(own: self == .ownText ? folder : nil, site: self == .siteText ? folder : nil)
        let entry = library.read().entries.first { $0.origin != .shipped }
        return (entry?.text != nil, entry?.problems ?? [])
      case .theme:
        let (theme, problems) = ThemeLibrary(directory: folder).load("mine")
        return (theme.name == "mine", problems)
      case .template:
        guard let entry = TemplateLibrary(directory: folder).entries().first(where: { !$0.isBuiltIn }) else {
          return (false, [])
        }
        switch entry.form {
        case .success(let form): return (form.questions.count == 1, [])
        case .failure(let problems): return (false, problems.list)
        }
      }
    }

    var name: String { self == .config ? "config.toml" : "mine.toml" }
  }

  enum Damage: CaseIterable {
    case nul
    case link
    case folder
    case pipe
    case empty
    case latin
    case larger

    func make(_ path: String, _ text: String) throws {
      let bytes = Data(text.utf8)
      unlink(path)
      switch self {
      case .nul: try (Data("#\0\n".utf8) + bytes).write(to: URL(fileURLWithPath: path))
      case .link: symlink(path + "-not-mounted", path)
      case .folder: mkdir(path, 0o755)
      case .pipe: mkfifo(path, 0o644)
      case .empty: try Data().write(to: URL(fileURLWithPath: path))
      case .latin: try (bytes + [0x23, 0xE9]).write(to: URL(fileURLWithPath: path))
      case .larger: try (bytes + Data(repeating: 0x23, count: 1 << 20)).write(to: URL(fileURLWithPath: path))
      }
      chmod(path, 0o644)
    }
  }

  /// Only root can make root's files.
  static let files = File.allCases.filter { getuid() == 0 || !$0.isRoots }

  private static func expectSaid(_ problems: [ConfigProblem], _ file: File, _ what: Testing.Comment) {
    #expect(!problems.isEmpty, what)
    #expect(problems.allSatisfy { !$0.sentence.isEmpty }, what)
    if file.isGuard { #expect(problems.contains { $0.isSecurity }, what) }
  }

  @Test(arguments: files, Damage.allCases) func noDamageTakesTheRuleAwayInSilence(_ file: File, _ damage: Damage) throws
  {
    if damage == .empty, file.mayBeEmpty { return }
    let folder = try TestFolder()
    let path = try folder.file(file.name, file.text, mode: 0o644)
    let sound = file.read(path, in: folder.path)
    #expect(sound.isKept && sound.problems.isEmpty, "\(sound.problems.map(\.sentence))")
    try damage.make(path, file.text)
    let (isKept, problems) = file.read(path, in: folder.path)
    if !isKept || file != .authorities { Self.expectSaid(problems, file, "\(file) \(damage)") }
  }

  /// A person may begin such a file with touch.
  @Test(arguments: files) func anEmptyFileOfDefaultsIsNoProblem(_ file: File) throws {
    let folder = try TestFolder()
    let path = try folder.file(file.name, "", mode: 0o644)
    #expect(file.read(path, in: folder.path).problems.isEmpty == file.mayBeEmpty)
  }

  @Test(arguments: files) func aCutWithinALineIsSaidOrTheRuleHolds(_ file: File) throws {
    let folder = try TestFolder()
    let bytes = Array(file.text.utf8)
    for length in stride(from: file.mayBeEmpty ? 1 : 0, to: bytes.count, by: file == .authorities ? 29 : 1) {
      let path = try folder.file(file.name, String(decoding: bytes[..<length], as: UTF8.self), mode: 0o644)
      let (isKept, problems) = file.read(path, in: folder.path)
      if !isKept { Self.expectSaid(problems, file, "\(file) cut after \(length)") }
    }
  }
}
