import Care360

/// Writes a template as a file that `TemplateFile` reads.
package enum TemplateText {
  package static func text(_ form: TemplateForm) -> String {
    var lines: [String] = []
    if !form.title.isEmpty { lines.append("title = \(quoted(form.title))") }
    if !form.description.isEmpty { lines.append("description = \(quoted(form.description))") }
    for question in form.questions {
      lines += ["", "[[questions]]", "text = \(quoted(question.text))", "type = \(quoted(question.type.rawValue))"]
      lines += ["required = \(question.isRequired)", "phi = \(question.isPHI)"]
      if !question.options.isEmpty { lines.append("options = \(list(question.options))") }
      if !question.exclusive.isEmpty { lines.append("exclusive = \(list(question.exclusive))") }
      if let least = question.least { lines.append("least = \(least)") }
      if let most = question.most { lines.append("most = \(most)") }
      if question.allowsOther { lines.append("other = true") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func list(_ texts: [String]) -> String {
    "[\n" + texts.map { "  \(quoted($0)),\n" }.joined() + "]"
  }

  /// A basic string of TOML.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
