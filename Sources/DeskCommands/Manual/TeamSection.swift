/// The section of the manual about the store that a team shares.
enum TeamSection {
  static let section = ManualSection(
    title: "The team's store",
    blocks: [
      .paragraph(
        "Coordinators who work on the same cases can share a store: a file for one machine, or a PostgreSQL database for several. "
          + "It tells who is in a case, who took it and which changes nobody has settled, and it is asked again before a "
          + "confirmation. The service gets none of it. Without it everything else works; when it cannot be reached, the "
          + "header says since when, and lookups and changes go on."),
      .paragraph(
        "Everything in it is sealed before it leaves CaseDesk, with a key that only members have; your part of it is in "
          + "your local store. Whoever runs the database sees when rows change, their sizes, and which rows belong to one "
          + "case or operator, and can remove rows or put older ones back."),
      .item(
        "Handing over",
        "hand-over (H in a case or list, or a row of F3) gives a draft or follow-up to a colleague or to the team. It stays "
          + "with you until the team's store has it, and stays there until the colleague's own store has it; if a machine "
          + "stops in between, F3 says that it is in both places. Whoever takes it writes under their own name. F3 says "
          + "who took it and when; while nobody has, you can take it back. What a colleague began to take and did not finish is "
          + "free again after 15 minutes."),
      .item(
        "Follow-ups of the team",
        "A new follow-up is for you alone or for the team; an own one becomes the team's with \"hand it over\". Due ones stand "
          + "in F3, in the case and in the worklist of everyone, until somebody marks one done: F3 says who."),
      .item(
        "Commands",
        "Each command that writes tells the team's store first. A colleague's same write that is under way or unsettled stops "
          + "it; at a terminal it is shown, and again sends it anyway. A team's store that does not answer within 0.3 s is "
          + "said, and the command goes on; so it is without key_command, for a command that sends asks for no passphrase."
      ),
      .item(
        "One machine",
        "As root, for the members of the group care: install -d -m 2770 -g care /var/lib/casedesk-team. Then team_store = "
          + "\"sqlite:/var/lib/casedesk-team/team.db\" in the site policy."),
      .item(
        "Several machines",
        "PostgreSQL 15 or later, and libpq5 on each machine. The server knows the login by peer, GSS, a client certificate "
          + "(sslcert and sslkey, or postgresql.crt and postgresql.key in ~/.postgresql of each login) or a file of passwords "
          + "of mode 0600 (passfile); no password may stand in team_store. The certificate of the server has to name its host."
      ),
      .verbatim(
        """
        team_store = "postgresql://team.example.com/casedesk?sslmode=verify-full&sslrootcert=/etc/ssl/team-ca.pem"
        """),
      .paragraph("On the database's host, as root, for logins that are in the role casedesk:"),
      .verbatim(
        """
        apt-get install -y postgresql casedesk && cd / &&
        su postgres -c "createdb casedesk && psql -c 'CREATE ROLE casedesk'" &&
        mkdir -p /etc/casedesk &&
        echo 'team_store = "postgresql:///casedesk?host=/run/postgresql"' \\
          > /etc/casedesk/policy.toml &&
        su postgres -c "casedesk team migrate" &&
        su postgres -c "psql casedesk -c 'GRANT USAGE ON SCHEMA casedesk TO casedesk' \\
          -c 'GRANT SELECT, INSERT, UPDATE, DELETE
              ON ALL TABLES IN SCHEMA casedesk TO casedesk'"
        """),
      .paragraph(
        "For each login: su postgres -c \"createuser --role=casedesk LOGIN\". In pg_hba.conf, a line such as the first one, and "
          + "the others in postgresql.conf, before systemctl restart postgresql:"),
      .verbatim("hostssl casedesk +casedesk 192.0.2.0/24 cert"),
      .verbatim(
        """
        listen_addresses = '*'
        ssl = on
        ssl_cert_file = '/etc/postgresql/team.pem'
        ssl_key_file = '/etc/postgresql/team.key'
        ssl_ca_file = '/etc/postgresql/logins-ca.pem'
        """),
      .paragraph(
        "team.key is of mode 0600 and belongs to postgres. logins-ca.pem has the authority of the logins' certificates, each "
          + "with the login as its common name; team-ca.pem has that of team.pem. Keys are of mode 0600 everywhere."),
      .item(
        "The first member",
        "casedesk team migrate makes the tables; the administrator runs it, with the role that owns them. casedesk team "
          + "init begins the team."),
      .item(
        "A colleague",
        "casedesk team join prints the colleague's key and its fingerprint. A member compares the fingerprint on the "
          + "telephone and runs casedesk team invite OPERATOR KEY, which prints the fingerprint of the team's key. The "
          + "colleague runs casedesk team join FINGERPRINT. Whoever could change both fingerprints on their way would be let in."
      ),
      .item(
        "Somebody leaves",
        "casedesk team remove MEMBER seals everything with a new key, which the others take by themselves. It takes back "
          + "nothing that was seen. Take the login on the database away, too. Drafts that were not handed over are read with "
          + "casedesk store recover, where the site policy names a recovery_public_key."),
      .item(
        "The store is away",
        "A draft that is handed over, and a follow-up for the team, wait in the operator's own store, locked, until "
          + "the team's store has them, after a restart too. F3 takes one back. A case cannot be claimed meanwhile. "
          + "Where key_command opens the local store, casedesk doctor counts what waits."),
      .item(
        "A colleague does not take it",
        "A lead is an operator whom team_leads of the site policy names. A lead sees in F3 what waits for one "
          + "colleague. Once team_lead_after_hours (4 unless it says otherwise) have passed since the colleague got "
          + "it, a lead can give it to the team or take it. Who took it from whom is in the record, and the giver sees it. "
          + "The policy needs operator = \"login\" for this: a configured name proves nothing."),
      .item(
        "Another version",
        "No session changes the tables. After an update, sessions work without the team until casedesk team migrate has run."
      ),
      .item(
        "Another database",
        "casedesk team export FILE, team_store set to the new place, casedesk team migrate, casedesk team import FILE."),
      .item(
        "A backup",
        "Back up the database as usual: it holds nothing in clear. What was restored from an older backup is older for "
          + "everyone; what a member keeps locally is not touched."),
      .paragraph(
        "Leases and due times go by the clock of the database, so that the clocks of the machines may differ. casedesk team "
          + "status and casedesk doctor say how the team's store is."),
    ])
}
