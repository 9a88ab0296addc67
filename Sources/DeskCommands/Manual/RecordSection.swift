/// The site's own copy of the record, for whoever runs the machine.
enum RecordSection {
  static let section = ManualSection(
    title: "The record at the site",
    blocks: [
      .paragraph(
        "CaseDesk keeps a record of views and changes in each login's data folder. That login can remove it. With [record] in the "
          + "site policy every line also goes to the site, once, from the background; without the site's key it says nothing "
          + "about which case it was."),
      .item(
        "ship = \"syslog\"",
        "To the syslog service of this machine (/dev/log), which keeps or forwards it. A service that is full or away delays "
          + "nothing: the lines wait."),
      .item(
        "ship = \"tls://HOST:PORT\"",
        "By TLS to a collector (RFC 5425), a connection for each batch. Its certificate is judged like the service's, with "
          + "ca_file; CaseDesk has none of its own to show."),
      .item(
        "required, backlog_max",
        "With required = true no change starts while more than backlog_max lines wait to be sent. Lookups go on."),
      .item(
        "hash_key_file",
        "Made with openssl rand -hex 32, owned by root, mode 0640, with the group of credential_group. With it the copy names "
          + "cases by a hash, and the record tells lookups by e-mail or phone apart the same way. Every machine needs the same "
          + "key, and whoever has it can test a guess: keep it from the collector."),
      .item(
        "record_purposes",
        "A key of its own, above [record]; it also holds where nothing is shipped. The words for a purpose: each line about a "
          + "patient then carries one of them. The screen asks for it before the first lookup, and again after an unlock; "
          + "\"purpose\" in the palette changes it. Commands that ask the service about a patient, settle a write or recover a "
          + "store need --purpose WORD; those that read the local store write no line and need none. The events of one write "
          + "keep the purpose that it began with. The sandbox asks for none."
      ),
      .paragraph(
        "What waits for more than a moment is counted in the header of the screen; casedesk doctor tries to send it and says "
          + "what is in the way. After a crash a line may come twice, with the same position and head; none is left out."
      ),
      .paragraph(
        "Each line is one message of RFC 5424, facility authpriv, with the structured data casedesk@32473: chain (which record), "
          + "position (file and line), head (its hash), previous (the hash before), time, host, uid, event, id, login, loginuid, "
          + "operator, session, version, profile, key, token, action, outcome, purpose, case, searched. key and token are fingerprints, "
          + "keyFingerprint and tokenFingerprint in the record itself: the first 12 digits that tr -d '\\n' < FILE | sha256sum "
          + "prints for the file of the API key or access token."),
      .paragraph(
        "Debian's rsyslog writes messages from /dev/log as they came, to /var/log/auth.log, so nothing has to be set up. A collector "
          + "that reads RFC 5424 drops the structured data unless its files have the template RSYSLOG_SyslogProtocol23Format:"
      ),
      .verbatim(
        """
        # /etc/rsyslog.d/30-casedesk.conf on the collector, with rsyslog-gnutls
        module(load="imtcp" StreamDriver.Name="gtls" StreamDriver.Mode="1" StreamDriver.AuthMode="anon")
        input(type="imtcp" port="6514" ruleset="casedesk")
        ruleset(name="casedesk") {
          action(type="omfile" file="/var/log/casedesk.log" fileCreateMode="0640"
                 template="RSYSLOG_SyslogProtocol23Format")
        }

        """),
      .item(
        "casedesk activity --verify --against FILE",
        "Compares a login's record with what was collected: lines missing there, lines that differ, lines that only the site has "
          + "because the record was cut or replaced. Give it everything: zcat -f /var/log/auth.log* | casedesk activity --verify --against -"
      ),
      .item(
        "casedesk activity --who-searched -",
        "Reads an e-mail address or phone number and lists the lookups for it in this login's record. In the copy, search "
          + "for the value of searched that --json shows."),
      .paragraph(
        "Syslog has no receipts. A datagram counts as sent once the syslog service has it in its queue, a batch over TLS once "
          + "the collector has ended its side of the connection; what is lost after that, the comparison shows."),
    ])
}
