import ArgumentParser
import DeskApp
import DeskConfig

/// The sections of the manual that can be read alone.
enum ManualTopic: String, CaseIterable, ExpressibleByArgument, Sendable {
  case keys
  case worklist
  case messages
  case escalations
  case patient
  case lines
  case settings
  case policy
  case record
  case themes
  case templates
  case faults
  case storage
  case team
  case protection
  case threats

  var section: ManualSection {
    switch self {
    case .keys: Self.keySection
    case .worklist: DaySection.worklist
    case .messages: DaySection.messages
    case .escalations: DaySection.escalations
    case .patient: DaySection.patient
    case .lines: Self.lineSection
    case .settings: Self.settingSection
    case .policy: Self.policySection
    case .record: RecordSection.section
    case .themes: Self.themeSection
    case .templates: Self.templateSection
    case .faults: Self.faultSection
    case .storage: Self.storageSection
    case .team: TeamSection.section
    case .protection: ProtectionSection.section
    case .threats: ThreatSection.section
    }
  }

  private static var keySection: ManualSection {
    let rows = KeyManual.rows.map { keys, command, meaning in
      let keys = keys.isEmpty ? "palette" : keys.joined(separator: "  ")
      return ManualSection.Block.item(keys, (command.isEmpty ? "" : "\(command): ") + meaning)
    }
    return ManualSection(
      title: "Keys",
      blocks: [
        .paragraph(
          "No bare letter or digit is a command in a text field or in the editor; the palette (: or Ctrl-P) reaches "
            + "everything. [keys] in config.toml gives a command other keys, by the names listed here; a key map that leaves back, help, "
            + "the palette or cancel without a key in any place is refused.")
      ] + rows)
  }

  private static let lineSection = ManualSection(
    title: "Line by line",
    blocks: [
      .paragraph(
        "casedesk --accessible does the whole job in plain lines, for screen readers and braille displays. Each question of a "
          + "form is read with its number, text, kind, place and options; each answer is confirmed, and a required one that is "
          + "left empty is announced. The text that was read out stays in the terminal's scrollback."),
      .paragraph(
        "A line is a number from the list, an answer, or a command: its name or one of its keys; in a form, type a colon before "
          + "it. After a colon the beginning of a name is enough if it fits only one command. To begin an answer with a colon, "
          + "type two."),
      .item(":1.4", "Goes to question 1.4, from the form or its review."),
      .item(":fields, :7", "Lists every field with its value; goes to field 7."),
      .item(":again", "Reads the page again."),
      .item(":more TEXT, :clear", "Adds a line to a text; empties a text or a choice."),
      .item(
        ":check-all, :review", "Lists everything that keeps the form from being sent; shows all that would be sent."),
    ])

  private static let settingSection = ManualSection(
    title: "Settings",
    blocks: [
      .paragraph(
        "config.toml is in $CASEDESK_CONFIG_DIR, $XDG_CONFIG_HOME/casedesk or ~/.config/casedesk. Every problem in it is named "
          + "with line and column (casedesk config check); a bad security setting stops CaseDesk from starting. A configuration in a folder "
          + "that other users can write to is refused, and so is a key file."),
      .paragraph(
        "A value comes from the strongest layer that has it, which casedesk config show names: default, config.toml, variable "
          + "(CASEDESK_GENERAL__THEME, CASEDESK_PROFILES__NAME__DEFAULT_COUNTRY; never for the service, a secret, the operator "
          + "or the store), flag. Flags that name the service of a profile (--base-url) loosen nothing: the profile's read_only and "
          + "operator_required still apply."),
      .paragraph(
        "The service is that of --profile NAME, or of --base-url URL with --api-key-file F and --token-file F. A base URL must be "
          + "https unless its host is loopback; on loopback, a gateway or tunnel must belong to you or root, or nothing is sent."
      ),
      .paragraph(
        "Commands that read the local store ask for its passphrase on the terminal. Without a terminal they need a store with "
          + "key_command under [store], which also lets lookup take the short id of a recent case without asking."),
      .paragraph(
        "Nothing is logged unless --log-file FILE (and --log-level error, info or debug) asks for it. A log holds times, commands, "
          + "exit codes and the kind and HTTP status of failures, and nothing that a person typed or the service said."),
      .paragraph(
        "Secrets are read from files (0600) and commands, never from flags or the environment. The access token does not depend "
          + "on the key. After a refusal, the token is read once more from its file or command; the form stays in review, and a new "
          + "token does not send anything automatically. :token takes a pasted token; :credentials rereads key and token, as an unlock "
          + "does, so a rotation needs no restart."),
      .paragraph(
        "\"switch profile\" in the palette opens another profile or the sandbox: the drafts are saved, the case is closed, and "
          + "the program starts again as casedesk --profile NAME would, so nothing from one profile shows in the other. Switching waits "
          + "for a change that is being sent, and is off if --base-url or a key file was given on the command line."
      ),
      .paragraph("casedesk config show --default prints this sample of config.toml:"),
      .verbatim(SampleConfiguration.config),
    ])

  private static let policySection = ManualSection(
    title: "Site policy",
    blocks: [
      .paragraph(
        "Above all layers is \(SitePolicy.path), which belongs to root, in a folder that only root can change. Everything else "
          + "can only be stricter; no flag or variable selects another policy, and a policy that cannot be read or has anything "
          + "wrong in it stops CaseDesk from starting. The embedded sandbox is always allowed."),
      .paragraph(
        "The policy is for people who follow it. Anyone who can read a key can use it without CaseDesk; unshare gives anyone "
          + "their own /etc (the record then says that its names prove nothing, and operator, operators and credential_group are "
          + "refused); a preloaded library or a debugger changes what runs. The rules of a profile are read from config.toml: "
          + "--config, CASEDESK_CONFIG_DIR and XDG_CONFIG_HOME select another one, and XDG_DATA_HOME another record if no "
          + "data_dir is set. To bind everyone else, have a program run by another user hold the key."),
      .item("base_urls", "The service may only be at these base URLs."),
      .item("read_only = true", "No write is sent; the header says why."),
      .item(
        "clipboard, suspend",
        "false turns off copying to the terminal's clipboard, or suspending; clipboard = \"ids\" allows only ids and links to be copied."
      ),
      .item(
        "kiosk = true",
        "For logins that get nothing but CaseDesk: nothing is suspended, config.toml may name no command, and forms are read from "
          + "and written to data_dir/LOGIN/files alone. In sshd_config: Match Group coordinators, then ForceCommand "
          + "/usr/bin/casedesk, with PermitUserRC, PermitUserEnvironment, AllowTcpForwarding, X11Forwarding and "
          + "AllowAgentForwarding off, and no AcceptEnv but LANG and LC_*. What a client asks to run instead "
          + "(SSH_ORIGINAL_COMMAND) is not looked at. config.toml should be root's, in a folder that CASEDESK_CONFIG_DIR of "
          + "/etc/environment names. It does not protect against another way in: an older session, sftp, cron, or a shell of "
          + "the same login."),
      .item("window_title", "false leaves the title of the terminal's window alone."),
      .item("qr, export", "false forbids QR codes and writing forms to files, wherever the program offers them."),
      .item("worklist = \"off\"", "No list of the organization's cases is read: each patient has to be looked up."),
      .item(
        "cli",
        "\"off\": no command may reach the service or the local store, or change the record of writes, except doctor, "
          + "setup, which asks in a terminal, activity, which notes that it was read, and store recover. \"unlock\": the local store has to be opened first. With either, --accessible "
          + "needs a terminal for its input."),
      .item("idle_lock_max", "At most this many minutes without a key press before the screen locks."),
      .item("team_store", "The store that a team shares, for every profile but the sandbox: casedesk manual team."),
      .item(
        "team_leads, team_lead_after_hours",
        "Operators who may take a hand-over that a colleague has not taken for so many hours: casedesk manual team."
      ),
      .item("operator = \"login\"", "The operator is the Unix login name, whatever is configured."),
      .item(
        "[operators.LOGIN]",
        "name and email of the author of that login's messages and notes; if any is set, no other login can write."),
      .item(
        "credential_group", "Root-owned key files of mode 0640 or 0440 and of this group are accepted."),
      .item(
        "data_dir",
        "Each login's data goes into its own folder in data_dir, which root makes before the first start: owned by that login, "
          + "mode 0700, for example by the tmpfiles.d line d /var/lib/casedesk/LOGIN 0700 LOGIN - -; if everyone may write to "
          + "data_dir, anyone could make that folder first."),
      .item(
        "[record] ship, required, backlog_max, hash_key_file",
        "A copy of the record goes to syslog or to a collector; required = true stops writes while it is too far behind. "
          + "casedesk manual record says how."),
      .item(
        "recovery_public_key",
        "Drafts and follow-ups can also be read with the site's recovery key, of which this is the public half: casedesk store "
          + "recovery-key makes both, and casedesk store recover reads a copy of an operator's store. A store follows when it "
          + "is next opened. The key opens the operator's part of the team's key, too, and no recent case."),
      .item(
        "record_purposes",
        "Each line of the record about a patient says why, in one of these words: casedesk manual record."),
      .item("proxy, ca_file", "The proxy to the service, and certificate authorities in addition to the system's."),
      .paragraph("casedesk config show --default prints this sample of the policy:"),
      .verbatim(SampleConfiguration.policy),
    ])
}
