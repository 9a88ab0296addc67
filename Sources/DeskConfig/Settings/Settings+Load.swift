import PrivateIO

extension Settings {
  /// Reads the configuration: file, then overrides of the environment. Never throws: each problem is in the list, and
  /// what it concerns has its default. A problem with `isSecurity` must stop the start.
  ///
  /// - Parameters:
  ///   - file: an explicit one, which then must exist; nil takes `paths.configFile` if there is one.
  ///   - environment: of the process; only `CASEDESK_SECTION__KEY` is looked at.
  package static func load(
    file: String?, paths: Paths, environment: [String: String]
  ) -> (Settings, [ConfigProblem]) {
    let path = file ?? paths.configFile
    var problems: [ConfigProblem] = []
    var settings = Settings()
    do throws(ConfigProblem) {
      if let text = try ConfigFile.read(path, mustExist: file != nil) {
        (settings, problems) = parse(text, file: path, home: paths.home)
      }
    } catch {
      problems.append(error)
    }
    settings.file = path
    if let folder = environment["CASEDESK_CONFIG_DIR"], !folder.isEmpty, !folder.isWholePath {
      // Skipping an unreadable file would load a different configuration.
      problems.append(
        ConfigProblem(
          file: "environment", key: "CASEDESK_CONFIG_DIR", sentence: "It must be a full path, beginning with /.",
          isSecurity: true))
    }
    EnvironmentOverrides.apply(environment, to: &settings, problems: &problems)
    return (settings, problems)
  }

  /// The settings that name a command of the person's own, where the policy lets none be run; each must stop the start.
  package func problems(under policy: SitePolicy) -> [ConfigProblem] {
    guard policy.isKiosk else { return [] }
    var commands = profiles.sorted { $0.key < $1.key }.flatMap { name, profile in
      [
        ("profiles.\(name)", "api_key_command", profile.apiKeyCommand),
        ("profiles.\(name)", "token_command", profile.tokenCommand),
      ]
    }
    commands.append(("store", "key_command", store.keyCommand))
    return commands.filter { $0.2 != nil }.map { section, key, _ in
      ConfigProblem(
        file: file, section: section, key: key,
        sentence: "The site policy (kiosk) lets no command be run: use a file or, for the store, a passphrase instead.",
        isSecurity: true)
    }
  }

  /// The settings of a text, for a file of this path: relative paths in it start at its folder.
  package static func parse(_ text: String, file: String, home: String?) -> (Settings, [ConfigProblem]) {
    do throws(ConfigProblem) {
      let document = try TOMLDocument(text, file: file)
      let reader = SettingsReader(document, folder: file.pathFolder, home: home)
      return (reader.read(), reader.problems)
    } catch {
      return (Settings(), [error])
    }
  }

  /// The text of a configuration file, judged as `load` judges it; nil when there is none.
  package static func text(of path: String) throws(ConfigProblem) -> String? {
    try ConfigFile.read(path, mustExist: false)
  }

  /// Why a profile cannot have this name; nil when it can.
  package static func problem(ofProfileName name: String) -> String? {
    SettingRules.name(name) == nil ? SettingRules.nameSentence : nil
  }

  /// Why an operator cannot have this id; nil when it can.
  package static func problem(ofOperator name: String) -> String? {
    SettingRules.operatorName(name) == nil ? SettingRules.operatorSentence : nil
  }
}
