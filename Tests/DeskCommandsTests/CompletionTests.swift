import Foundation
import Testing

/// The completions as the shells use them: each is asked what it offers at the end of a line.
@Suite(.serialized) struct CompletionTests {
  enum Shell: String, CaseIterable, Sendable {
    case bash
    case zsh
    case fish

    var program: String { self == .bash ? "/bin/bash" : "/usr/bin/\(rawValue)" }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let line: String
    let offers: [String]
    var not: [String] = []
    /// The program itself is asked, which fish does only where there is a line to edit.
    var isAsked = false
    var testDescription: String { line }
  }

  static let rows = [
    Row(line: "casedesk lo", offers: ["lookup"], not: ["refill"]),
    Row(line: "casedesk bundle ch", offers: ["change"], not: ["list"]),
    Row(line: "casedesk case ", offers: ["close", "reopen", "open"], not: ["change"]),
    Row(line: "casedesk case close --r", offers: ["--reason", "--read-only"]),
    Row(line: "casedesk case reopen --r", offers: ["--read-only"], not: ["--reason"]),
    Row(line: "casedesk message --te", offers: ["--text-name"]),
    Row(line: "casedesk texts ", offers: ["list", "show", "check"]),
    Row(line: "casedesk note --text-name ", offers: ["hand-over-note", "visit-reminder"], isAsked: true),
    Row(line: "casedesk lookup --d", offers: ["--detail"], not: ["--dry-run"]),
    Row(line: "casedesk completions ", offers: ["bash", "zsh", "fish"]),
    Row(line: "casedesk activity settle x --as ", offers: ["happened", "did-not-happen"]),
    Row(line: "casedesk --log-level ", offers: ["error", "info", "debug"]),
    Row(line: "casedesk --profile ", offers: ["clinic", "sandbox"], isAsked: true),
    Row(line: "casedesk --theme ", offers: ["auto", "dark", "mine", "mono"], isAsked: true),
    Row(line: "casedesk lookup --api-key-file FOLDER/wr", offers: ["wrong-key"], not: ["expired-token"]),
  ]

  @Test(arguments: rows) func `bash offers what fits`(row: Row) async throws {
    try await check(row, .bash) { bench in
      // As readline calls it.
      """
      source '\(bench.folder)/completions'
      line='\(row.line.replacing("FOLDER", with: bench.folder))'
      COMP_LINE=$line COMP_POINT=${#line}
      read -ra COMP_WORDS <<<"$line"
      [[ $line == *' ' ]] && COMP_WORDS+=('')
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _casedesk casedesk "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    }
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: Shell.fish.program), "fish is not installed here"),
    arguments: rows.filter { !$0.isAsked })
  func `fish offers what fits`(row: Row) async throws {
    try await check(row, .fish) { bench in
      """
      source '\(bench.folder)/completions'
      complete -C '\(row.line.replacing("FOLDER", with: bench.folder))'
      """
    }
  }

  /// Its functions work within the line editor only: that they load, and that the compiler takes them, is what can be told.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: Shell.zsh.program), "zsh is not installed here"))
  func `zsh loads the completions`() async throws {
    try await Bench.run { bench in
      try bench.file("_casedesk", await bench.run(["completions", "zsh"]).output)
      let ran = try await run(
        .zsh,
        "fpath=('\(bench.folder)' $fpath); autoload -Uz compinit; compinit -u -D; autoload +X -Uz _casedesk && "
          + "print -r -- $_comps[casedesk] && functions _casedesk", bench)
      #expect(ran.hasPrefix("_casedesk\n"))
      #expect(ran.contains("lookup:"))
    }
  }

  private func check(_ row: Row, _ shell: Shell, _ script: (Bench) -> String) async throws {
    try await Bench.run { bench in
      try bench.file("completions", await bench.run(["completions", shell.rawValue]).output)
      for folder in ["casedesk", "casedesk/themes"] {
        try FileManager.default.createDirectory(
          atPath: "\(bench.folder)/\(folder)", withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
      }
      try bench.file("casedesk/config.toml", "[profiles.clinic]\nbase_url = \"https://api.example.com\"\n")
      try bench.file("casedesk/themes/mine.toml", "inherits = \"dark\"\n")
      // A description stands behind a tab, a folder before a file's name.
      let offered = try await run(shell, script(bench), bench).split(separator: "\n")
        .map {
          String($0.split(separator: "\t")[0].split(separator: "/").last ?? "").trimmingCharacters(in: .whitespaces)
        }
      for word in row.offers { #expect(offered.contains(word), "\(offered)") }
      for word in row.not { #expect(!offered.contains(word), "\(offered)") }
    }
  }

  /// What the shell prints; `casedesk` is the built program.
  private func run(_ shell: Shell, _ script: String, _ bench: Bench) async throws -> String {
    let words = [shell.program, shell == .bash ? "--norc" : shell == .zsh ? "-f" : "--no-config", "-c", script]
    return try await finished(
      words,
      [
        "PATH": "\(BuiltProgram.path.deletingLastPathComponent().path):/usr/bin:/bin", "HOME": bench.folder,
        "XDG_CONFIG_HOME": bench.folder, "XDG_DATA_HOME": bench.folder, "LC_ALL": "C.UTF-8",
      ]
    ).text
  }
}
