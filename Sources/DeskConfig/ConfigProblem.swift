import Terminal

/// One thing wrong in a configuration or theme file, or in an override of the environment.
package struct ConfigProblem: Error, Hashable, Sendable {
  /// The file's path, or `environment`.
  package let file: String
  /// From 1; nil where there is no place in a text.
  package let line: Int?
  /// From 1, in characters.
  package let column: Int?
  /// `general`, `profiles.NAME`, …; empty at the top of a file.
  package let section: String
  package let key: String
  /// The problem and the value used instead. Repeats no configured value, which may be a secret in the wrong place.
  package let sentence: String
  /// True when the program must not start: guessing here could send a secret or a patient's data to the wrong place.
  package let isSecurity: Bool

  package init(
    file: String, line: Int? = nil, column: Int? = nil, section: String = "", key: String = "", sentence: String,
    isSecurity: Bool = false
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.section = section
    self.key = key
    self.sentence = sentence
    self.isSecurity = isSecurity
  }

  /// `config.toml:12:3: [profiles.production] base_url: The base URL must start with https://.`
  ///
  /// Sanitized: names of files and keys are as somebody wrote them.
  package var description: String {
    var text = file
    if let line { text += ":\(line)" }
    if let column { text += ":\(column)" }
    text += ":"
    if !section.isEmpty { text += " [\(section)]" }
    if !key.isEmpty { text += " \(key):" }
    return Sanitiser.visible(text + " " + sentence)
  }
}

extension ConfigProblem: CustomStringConvertible {}
