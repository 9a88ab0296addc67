import Foundation
import Testing

/// The built program in a terminal of its own: one tmux server, one pane, one empty home folder.
///
/// The pane runs a small script that notes the terminal's settings, starts the program, prints `ended with N` and
/// stays, so that what the program leaves behind can be looked at.
final class TmuxScreen {
  struct Shape {
    var columns = 120
    var rows = 40
    /// Nil leaves TERM out of the environment.
    var term: String? = "xterm-256color"
    var locale = "C.UTF-8"
    var environment: [String: String] = [:]
    /// Another screen's home folder, instead of one of its own.
    var home: String?
    var umask = "022"
    /// Off is how a person keeps everything a full-screen program ever drew.
    var alternateScreen = true
    /// The colours of the window in tmux's words; nil: it has none of its own.
    var windowStyle: String?
    /// The shell has jobs: a program that stops gives it the terminal, and Enter brings the program back.
    var hasJobs = false
    /// A person's shell takes commands, and `./start` is the program.
    var hasShell = false
    /// For crashes: core files without limit in the folder of the screen, standard error in the file `stderr` there, and
    /// nothing in the environment but the terminal's type and locale.
    var isBare = false
    /// The program runs at the other end of this.
    var link: SSHServer?
    /// Runs the program with its words, such as a tracer.
    var launcher: [String] = []
  }

  /// Everything of this screen: the home folder, the script and what it noted.
  let folder: String
  let home: String

  private let server = "casedesk-\(UUID().uuidString)"

  /// Beside the program of the tests, where the build leaves both.
  static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appendingPathComponent("casedesk").path

  /// Runs `body` over `casedesk` with these words and ends the terminal afterwards, whatever happened.
  static func run(
    _ words: [String], _ shape: Shape = Shape(), _ body: (TmuxScreen) async throws -> Void
  ) async throws {
    let screen = try TmuxScreen(words, shape)
    do {
      try await body(screen)
    } catch {
      screen.close()
      throw error
    }
    screen.close()
  }

  private init(_ words: [String], _ shape: Shape) throws {
    folder = try Folder.make()
    home = shape.home ?? folder + "/home"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    var variables = ["HOME": home, "PATH": "/usr/bin:/bin", "LC_ALL": shape.locale, "LANG": shape.locale]
    variables["TERM"] = shape.term
    variables.merge(shape.environment) { _, theirs in theirs }
    let assignments = variables.map { Output.quoted("\($0.key)=\($0.value)") }.joined(separator: " ")
    let program = (shape.launcher + [Self.program] + words).map(Output.quoted).joined(separator: " ")
    var line = "sh -c 'echo $$ > \(folder)/pid; exec \"$0\" \"$@\"' \(program)"
    if let link = shape.link {
      line =
        "sh -c 'echo $$ > \(folder)/client; exec \"$0\" \"$@\"' "
        + link.command("env -i \(assignments) \(line)").map(Output.quoted).joined(separator: " ")
    }
    if shape.isBare {
      let kept = variables.filter { ["TERM", "LC_ALL"].contains($0.key) }
      line =
        "ulimit -c unlimited\nenv -i \(kept.map { Output.quoted("\($0.key)=\($0.value)") }.joined(separator: " ")) \(line)"
        + " 2> '\(folder)/stderr'"
    }
    if shape.hasJobs { line = "set -m\n\(line)\necho stopped\nread answer\nfg" }
    if shape.hasShell {
      try "exec \(line)\n".write(toFile: folder + "/start", atomically: true, encoding: .utf8)
      line = "PS1='shell: ' bash --norc --noprofile -i"
    }
    let script = """
      cd '\(folder)'
      tmux -L '\(server)' wait-for recording
      stty -g > before
      umask \(shape.umask)
      \(line)
      echo "ended with $?"
      stty -g > after
      exec cat
      """
    try script.write(toFile: folder + "/run.sh", atomically: true, encoding: .utf8)
    tmux(
      "-u", "-f", "/dev/null", "new-session", "-d", "-x", "\(shape.columns)", "-y", "\(shape.rows)",
      "env -i \(assignments) sh '\(folder)/run.sh'")
    tmux("set", "-g", "status", "off")
    // What a program copies becomes tmux's buffer, where the test can look at it.
    tmux("set", "-g", "set-clipboard", "on")
    if let style = shape.windowStyle { tmux("set", "-g", "window-style", style) }
    if !shape.alternateScreen { tmux("set", "-g", "alternate-screen", "off") }
    tmux("pipe-pane", "-o", "cat > '\(folder)/bytes'")
    tmux("wait-for", "-S", "recording")
  }

  func close() {
    tmux("kill-server")
    // It saves what was typed before it goes.
    if let process = Int32(note("pid")), !Patience.isGone(process) {
      Issue.record("The program did not end.")
    }
    // A shell that ends with the server writes its history while the folder is emptied.
    let isRemoved = Patience.wait {
      do { try FileManager.default.removeItem(atPath: folder) } catch { return false }
      return true
    }
    if !isRemoved { Issue.record("\(folder) was not removed") }
  }

  // MARK: - Hands

  /// Keys by tmux's names, in one burst.
  func press(_ keys: String...) { tmux(["send-keys"] + keys) }

  func type(_ text: String) { tmux("send-keys", "-l", text) }

  /// As a terminal pastes: between the marks that say so.
  func paste(_ text: String) {
    tmux("set-buffer", text)
    tmux("paste-buffer", "-p", "-r")
  }

  func resize(_ columns: Int, _ rows: Int) { tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)") }

  /// The window is closed under the program, as a dropped line does.
  func closePane() { tmux("kill-server") }

  /// Answers a question that was read out, once it takes answers.
  func confirmByLine(expecting text: String, _ location: SourceLocation = #_sourceLocation) {
    offer(until: text, tries: 25, location) {
      type("y")
      press("Enter")
    }
  }

  /// Accepts the confirmation on the screen. It ignores keys for a moment after it was drawn, so `y` is offered again
  /// until `text` is there.
  func confirm(expecting text: String, _ location: SourceLocation = #_sourceLocation) {
    offer(until: text, tries: 8, location) { press("y") }
  }

  private func offer(until text: String, tries: Int, _ location: SourceLocation, _ act: () -> Void) {
    let isThere = Patience.wait {
      if Patience.glance(tries: tries, { lines().contains(text) }) { return true }
      act()
      return false
    }
    if !isThere { Issue.record("No “\(text)” on the screen:\n\(lines())", sourceLocation: location) }
  }

  // MARK: - Eyes

  /// What the glass shows; with `history` also what can be scrolled back to; with `styles` the sequences too.
  func lines(history: Bool = false, styles: Bool = false) -> String {
    tmux(["capture-pane", "-p"] + (history ? ["-S", "-"] : []) + (styles ? ["-e"] : []))
  }

  /// Ends the program by a kill that it cannot catch. Whatever the shell prints then can go with the screen, which is cleared
  /// by the program's guard.
  func killProgram(_ location: SourceLocation = #_sourceLocation) throws {
    let process = try process()
    kill(process, SIGKILL)
    #expect(Patience.isGone(process), sourceLocation: location)
  }

  /// A path in a sentence decides where its lines break.
  private func shows(_ text: String) -> Bool {
    let glass = lines()
    return glass.contains(text) || glass.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(text)
  }

  /// Waits until the glass shows `text`, on one line or on several.
  func waitFor(_ text: String, _ location: SourceLocation = #_sourceLocation) {
    if !Patience.wait(until: { shows(text) }) {
      Issue.record("No “\(text)” on the screen:\n\(lines())", sourceLocation: location)
    }
  }

  func waitForNo(_ text: String, _ location: SourceLocation = #_sourceLocation) {
    if !Patience.wait(until: { !lines().contains(text) }) {
      Issue.record("Still “\(text)” on the screen:\n\(lines())", sourceLocation: location)
    }
  }

  /// Every byte the terminal was sent, the program's and the script's.
  var bytes: Data { FileManager.default.contents(atPath: folder + "/bytes") ?? Data() }

  /// How many bytes the terminal was sent, once no more come: the recording lags behind the glass.
  func settledBytes() -> Int {
    var last = bytes.count
    var quiet = 0
    _ = Patience.glance(tries: 200) {
      let count = bytes.count
      quiet = count == last ? quiet + 1 : 0
      last = count
      return quiet == 10
    }
    return last
  }

  /// What was copied last.
  var clipboard: String { tmux("show-buffer").trimmingCharacters(in: .newlines) }

  /// One of tmux's own facts about the pane.
  func flag(_ name: String) -> String {
    tmux("display-message", "-p", "#{\(name)}").trimmingCharacters(in: .whitespacesAndNewlines)
  }

  func note(_ name: String) -> String {
    String(decoding: FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data(), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The program's process id, once it runs.
  func process(_ location: SourceLocation = #_sourceLocation) throws -> Int32 {
    #expect(Patience.wait { Int32(note("pid")) != nil }, sourceLocation: location)
    return try #require(Int32(note("pid")), sourceLocation: location)
  }

  // MARK: - tmux

  @discardableResult
  private func tmux(_ words: String...) -> String { tmux(words) }

  @discardableResult
  private func tmux(_ words: [String]) -> String {
    do {
      return try Output.of("/usr/bin/tmux", ["-L", server] + words).text
    } catch {
      Issue.record("tmux did not start: \(error)")
      return ""
    }
  }
}
