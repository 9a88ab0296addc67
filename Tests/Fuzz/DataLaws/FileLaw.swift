package import FuzzLaws
import Care360
import Desk
import DeskConfig
import DeskUI
import Terminal

/// A file that a person or a site writes, of any bytes: it gives a value, or sentences at their places that can be printed as
/// they stand. The first byte picks the kind of file.
package struct FileLaw: Law {
  package static let seeds: [[UInt8]] = Kind.allCases.enumerated().flatMap { index, kind in
    (texts[kind] ?? []).map { [UInt8(index)] + Array($0.utf8) }
  }

  private enum Kind: CaseIterable { case configuration, policy, theme, template, text, escalations }

  private static let texts: [Kind: [String]] = [
    .configuration: [
      inForce(SampleConfiguration.config), "[general]\noperator = \"jo\"\ntime_zone = \"America/Chicag\"\n",
      "[keys]\nfind = [\"x\", \"Ctrl-P\"]\nback = []\n[profiles.x]\nbase_url = \"https://api.example.com\"\n",
      "[products.a]\nid = \"00000000-0000-4000-8000-000000000001\"\ninterval = \"week\"\ninterval_count = 2\n",
      "\"\\u001b]0;x\\u0007\" = 1\n[\"\\u202e\"]\napi_key = \"x\"\nread-only = true\n",
      "[worklist]\nwindow = \"7d\"\n[worklist.views.a]\nstatuses = [\"OPEN\"]\nreasons = [\"x\"]\ncolumns = []\n",
    ],
    .policy: [
      inForce(SampleConfiguration.policy),
      "base_urls = [\"https://api.example.com\"]\nproxy = \"http://a.example.com:8\"\n",
      "clipboard = \"ids\"\n[operators.jo]\nname = \"Jo\"\nemail = \"jo@example.com\"\n", "\"\\u009b\" = 1\n",
    ],
    .theme: [
      "inherits = \"dark\"\nenv-production = \"#102030\"\n", "inherits = \"mono\"\nenv-production-attributes = []\n",
      "background = 17\ntext = \"bright-blue\"\ntext-attributes = [\"bold\", \"x\"]\n\"\\u001b\" = 0\n",
    ],
    .template: [
      "title = \"x\"\ndescription = \"\"\"\na\nb\"\"\"\n[[questions]]\ntext = \"one\"\n",
      "[[questions]]\ntext = \"t\"\ntype = \"MULTISELECT\"\noptions = [\"a\", \"b\"]\nleast = 1\nmost = 2\n"
        + "other = true\nexclusive = [\"b\"]\nrequired = true\nphi = false\n\"\\u001b\" = 1\n",
    ],
    .text: [
      "title = \"t\"\nkind = \"both\"\nbody = '''\nHello {patient.firstName},\n{ask: which?} {{ {nobody}\n'''\n",
      "title = \"t\"\nkind = \"note\"\nbody = \"a\\u000b\\u2028\\u0085\\u202e\\r\\n{bundle}\"\n",
      "title = \"t\"\nkind = \"note\"\nbody = \"\"\"\na\u{2028}b {\n\"\"\"\n",
    ],
    .escalations: ["support = [\"a\"]\n", "clinical = [\"\\u001b\", \" \"]\n\"\\u0007\" = []\n"],
  ]

  /// A sample with its settings uncommented.
  private static func inForce(_ sample: String) -> String {
    sample.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("#") && !line.hasPrefix("# ") ? line.dropFirst() : line
    }.joined(separator: "\n")
  }

  package init() {}

  package func hold(for input: [UInt8]) throws {
    var choices = Choices(input)
    let kind = Kind.allCases[choices.next() % Kind.allCases.count]
    let text = String(decoding: choices.rest, as: UTF8.self)
    let lines = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
    for problem in try problems(of: text, kind) {
      try demand(!problem.sentence.isEmpty, "a problem without a sentence")
      try demand(Sanitiser.isPlain(problem.description), "a problem that acts or hides: \(problem.description)")
      try demand(problem.line.map { (1...lines).contains($0) } ?? true, "a line that is not there: \(problem)")
    }
  }

  private func problems(of text: String, _ kind: Kind) throws -> [ConfigProblem] {
    switch kind {
    case .configuration:
      let (settings, problems) = Settings.parse(text, file: "config.toml", home: "/home/jo")
      let keys = KeyInterpreter(overrides: settings.keys).problems
      return problems + keys.map { settings.problem("keys", $0.command ?? "", $0.sentence) }
    case .policy:
      let problems = SitePolicy.parse(text, file: "policy.toml").1
      try demand(problems.allSatisfy(\.isSecurity), "a faulty policy that does not stop the start")
      return problems
    case .theme: return try theme(text)
    case .template: return try template(text)
    case .text: return try cannedText(text)
    case .escalations:
      var titles = EscalationTitles()
      return EscalationTitleFile.add(text, file: "escalations.toml", to: &titles)
    }
  }

  /// Production stands out whatever the file says.
  private func theme(_ text: String) throws -> [ConfigProblem] {
    do {
      let (theme, problems) = try ThemeFile(text, file: "own.toml").theme(name: "own")
      for depth in ColorDepth.allCases {
        let production = theme.style(.envProduction, depth: depth)
        let standsOut =
          production.attributes.contains(.reverse)
          || production.background != theme.style(.background, depth: depth).background
        try demand(standsOut, "production looks like the rest in \(depth.words)")
      }
      return problems
    } catch let problem as ConfigProblem {
      return [problem]
    }
  }

  /// A form that was read without a problem can be written and read again.
  private func template(_ text: String) throws -> [ConfigProblem] {
    let read = templateForm(text)
    guard read.problems.isEmpty else { return read.problems }
    let again = templateForm(TemplateText.text(read.form))
    try demand(again.form == read.form && again.problems.isEmpty, "written it is another template: \(again.problems)")
    return []
  }

  private func templateForm(_ text: String) -> (form: TemplateForm, problems: [ConfigProblem]) {
    do throws(ConfigProblem) {
      return try TemplateFile(text, file: "t.toml").form()
    } catch {
      return (TemplateForm(), [error])
    }
  }

  /// A body without a problem has no character that a message refuses.
  private func cannedText(_ text: String) throws -> [ConfigProblem] {
    let (file, problems) = TextFile.read(text, file: "t.toml")
    guard let file else { return problems }
    let body: CannedText.Body
    do throws(CannedText.Problems) {
      body = try CannedText.Body(file.body)
    } catch {
      return problems + error.list.map { file.problem(line: $0.line, column: $0.column, $0.sentence) }
    }
    do throws(MessageTextProblem) {
      _ = try MessageText(body.plain)
    } catch .character(let scalar, _) {
      throw Breach(description: "a text is usable with \(scalar.codeAndName)")
    } catch {
      // It is too long, or it is for a blank alone.
    }
    return problems
  }
}
