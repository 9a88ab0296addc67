import Care360
import Glibc
import PrivateIO

extension SitePolicy {
  /// Reads the policy. A machine without a policy file has no policy. A policy that cannot be read, that users other
  /// than root could change, or that has any fault gives problems that must stop the start.
  ///
  /// - Parameter path: another one than `Self.path` in tests only.
  package static func load(from path: String = path) -> (SitePolicy, [ConfigProblem]) {
    do throws(ConfigProblem) {
      guard let text = try ConfigFile.read(path, mustExist: false, owner: .root) else { return (SitePolicy(), []) }
      // A disk that was full, or a copy that broke off, leaves a file of no bytes: its rules would be gone without a word.
      guard !text.isEmpty else {
        throw ConfigProblem(
          file: path, sentence: "It is empty: put back what was in it, or delete the file.", isSecurity: true)
      }
      return parse(text, file: path)
    } catch {
      return (SitePolicy(), [error])
    }
  }

  /// The policy of a text, for a file of this path.
  package static func parse(_ text: String, file: String) -> (SitePolicy, [ConfigProblem]) {
    do throws(ConfigProblem) {
      let reader = PolicyReader(try TOMLDocument(text, file: file))
      return (reader.read(), reader.problems)
    } catch {
      return (SitePolicy(), [error])
    }
  }
}

/// Turns a parsed policy into values. Everything in it decides who may do what, so that nothing in it may be guessed.
private struct PolicyReader {
  private let collector: ProblemCollector
  private let root: SectionReader

  init(_ document: TOMLDocument) {
    collector = ProblemCollector(document, isAllSecurity: true)
    root = SectionReader(path: [], members: document.root, collector: collector)
  }

  var problems: [ConfigProblem] { collector.sorted }

  func read() -> SitePolicy {
    root.refuseUnknown([
      "base_urls", "read_only", "clipboard", "qr", "export", "worklist", "cli", "kiosk", "suspend",
      "window_title", "idle_lock_max", "operator", "operators", "credential_group", "data_dir", "team_store",
      "team_leads", "team_lead_after_hours", "proxy",
      "ca_file", "recovery_public_key", "record_purposes", "record",
    ])
    var policy = SitePolicy()
    policy.baseURLs = baseURLs()
    policy.isReadOnly = root.flag("read_only") ?? false
    policy.clipboard = clipboard()
    policy.allowsQR = root.flag("qr") ?? true
    policy.allowsExport = root.flag("export") ?? true
    policy.allowsWorklist =
      root.value("worklist", "It must be \"off\" or \"on\".") { ["off": false, "on": true][$0] } ?? true
    policy.commandLine =
      root.value("cli", "It must be off, unlock or on.", SitePolicy.CommandLineUse.init(rawValue:)) ?? .on
    policy.isKiosk = root.flag("kiosk") ?? false
    // A suspended program leaves its login to a shell.
    policy.allowsSuspend = (root.flag("suspend") ?? true) && !policy.isKiosk
    policy.allowsWindowTitle = root.flag("window_title") ?? true
    policy.idleLockMax = root.number("idle_lock_max", in: 1...15)
    policy.operatorIsLogin = root.value("operator", "It can only be login.") { $0 == "login" ? true : nil } ?? false
    policy.operators = operators()
    policy.credentialGroup = root.value(
      "credential_group", "There is no group with this name on this machine.", Self.group)
    policy.dataDirectory = root.value("data_dir", "It must be an absolute path.", Self.absolute)
    if policy.isKiosk, root.members["data_dir"] == nil {
      root.report("kiosk", "It needs the key data_dir, too: files lie below it and nowhere else.")
    }
    policy.teamStore = root.teamPlace()
    policy.teamLeads = teamLeads(operatorIsLogin: policy.operatorIsLogin)
    policy.teamLeadAfterHours =
      root.number("team_lead_after_hours", in: 1...168) ?? SitePolicy.defaultLeadAfterHours
    policy.proxy = root.value("proxy", "It must be http://HOST:PORT, without a user name.", Self.proxy)
    if let path = root.value("ca_file", "It must be an absolute path.", Self.absolute) {
      do throws(CertificateFile.Problem) {
        policy.authorities = try CertificateFile.read(path)
        policy.caFile = path
      } catch {
        root.report("ca_file", error.sentence)
      }
    }
    policy.recoveryKey = root.value(
      "recovery_public_key", "It must be the 64 hexadecimal digits that casedesk store recovery-key prints."
    ) { text in
      text.utf8.count == 64 && text.allSatisfy { $0.isASCII && $0.isHexDigit } ? text.lowercased() : nil
    }
    policy.recordPurposes = recordPurposes()
    policy.recordCopy = recordCopy()
    return policy
  }

  private func teamLeads(operatorIsLogin: Bool) -> [String] {
    guard let names = root.texts("team_leads") else {
      if root.members["team_lead_after_hours"] != nil {
        root.report("team_lead_after_hours", "It needs the key team_leads, too: the operators who may do that.")
      }
      return []
    }
    if names.isEmpty || names.contains(where: { !$0.contains { !$0.isWhitespace } }) {
      root.report("team_leads", "It must name at least one operator, or be left out.")
    } else if !operatorIsLogin {
      root.report("team_leads", "It needs operator = \"login\", too: anyone may configure the name of a lead.")
    }
    return names
  }

  private func recordPurposes() -> [String] {
    guard let words = root.texts("record_purposes") else { return [] }
    if words.isEmpty { root.report("record_purposes", "It must name at least one word, or be left out.") }
    // A word stands in command lines, in syslog messages and alone in a row of the screen.
    if let word = words.first(where: { $0.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]{0,31}/) == nil }) {
      root.report(
        "record_purposes",
        "\(SettingRow.quoted(word)) is not a word of at most 32 letters, digits, - and _ that begins with a letter or digit."
      )
    }
    if let twice = words.first(where: { word in words.count { $0 == word } > 1 }) {
      root.report("record_purposes", "\(SettingRow.quoted(twice)) is there twice.")
    }
    return words
  }

  private func recordCopy() -> SitePolicy.RecordCopy? {
    guard let node = root.members["record"] else { return nil }
    guard case .table(let members) = node.value else {
      root.report("record", "It must be a table, [record].")
      return nil
    }
    let section = SectionReader(path: ["record"], members: members, collector: collector)
    section.refuseUnknown(["ship", "required", "backlog_max", "hash_key_file"])
    let receiver = section.value("ship", "It must be syslog, or tls://HOST:PORT.", Self.receiver)
    let isRequired = section.flag("required") ?? false
    let most = section.number("backlog_max", in: 1...1_000_000)
    let keyFile = section.value("hash_key_file", "It must be an absolute path.", Self.absolute)
    guard let receiver else {
      let others = ["required", "backlog_max", "hash_key_file"]
      if section.members["ship"] == nil, let key = others.first(where: { section.members[$0] != nil }) {
        section.report(key, "It needs the key ship, too: syslog, or tls://HOST:PORT.")
      }
      return nil
    }
    return SitePolicy.RecordCopy(
      receiver: receiver, isRequired: isRequired, mostUnsent: most ?? SitePolicy.RecordCopy.defaultMostUnsent,
      keyFile: keyFile)
  }

  private static func receiver(_ text: String) -> SitePolicy.RecordCopy.Receiver? {
    if text == "syslog" { return .syslog }
    return place(text, scheme: "tls://").map { .tls(host: $0.host, port: $0.port) }
  }

  private func operators() -> [String: MessageAuthor]? {
    guard let node = root.members["operators"] else { return nil }
    guard case .table(let members) = node.value else {
      root.report("operators", "It must be a table of login names, such as [operators.LOGIN].")
      return [:]
    }
    let section = SectionReader(path: ["operators"], members: members, collector: collector)
    var authors: [String: MessageAuthor] = [:]
    for (login, section) in section.tables() {
      section.refuseUnknown(["name", "email"])
      let name = section.value("name", SettingRules.authorNameSentence, MessageAuthor.name)
      guard section.members["email"] != nil else {
        section.report("email", "An operator needs an e-mail address to write as.")
        continue
      }
      guard let email = section.value("email", SettingRules.emailSentence, SettingRules.email) else { continue }
      authors[login] = MessageAuthor(email: email, name: name)
    }
    return authors
  }

  private func clipboard() -> SitePolicy.ClipboardRule {
    switch root.members["clipboard"]?.value {
    case nil, .flag(true): return .on
    case .flag(false): return .off
    case .text("ids"): return .ids
    default:
      root.report("clipboard", "It must be true, false or \"ids\".")
      return .off
    }
  }

  private func baseURLs() -> [BaseURL]? {
    guard let texts = root.texts("base_urls") else { return nil }
    var urls: [BaseURL] = []
    for text in texts {
      do throws(BaseURLProblem) {
        urls.append(try BaseURL(text))
      } catch {
        root.report("base_urls", error.sentence)
      }
    }
    if texts.isEmpty { root.report("base_urls", "It must name at least one base URL.") }
    return urls
  }

  private static func absolute(_ text: String) -> String? { text.isWholePath && text.utf8.count > 1 ? text : nil }

  private static func proxy(_ text: String) -> SitePolicy.Proxy? {
    place(text, scheme: "http://").map { SitePolicy.Proxy(host: $0.host, port: $0.port) }
  }

  /// The host and port after the scheme, without a user name.
  private static func place(_ text: String, scheme: String) -> (host: String, port: Int)? {
    guard text.utf8.starts(with: scheme.utf8) else { return nil }
    let rest = text.utf8.dropFirst(scheme.utf8.count)
    let authority = Substring(rest.last == UInt8(ascii: "/") ? rest.dropLast() : rest)
    guard !authority.utf8.contains(UInt8(ascii: "/")), let colon = authority.utf8.lastIndex(of: UInt8(ascii: ":")),
      let port = Int(authority[authority.utf8.index(after: colon)...])
    else { return nil }
    do {
      return (try BaseURL("https://" + authority).host, port)
    } catch {
      return nil
    }
  }

  private static func group(_ name: String) -> SitePolicy.Group? {
    var entry = Glibc.group()
    var found: UnsafeMutablePointer<Glibc.group>?
    var buffer = [CChar](repeating: 0, count: 65_536)
    guard getgrnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
    return SitePolicy.Group(name: name, id: entry.gr_gid)
  }
}
