import Care360

/// A pasted access token, kept in memory only.
extension Desk {
  mutating func askForToken() {
    var prompt = Prompt(
      "Access token", placeholder: "paste the token",
      ["Kept in memory until the program ends. This sends nothing."]
    ) { _, typed, _ in
      do throws(SecretProblem) {
        _ = try Secret(validating: typed.text.utf8)
        return .success([.token(.replace(typed.text))])
      } catch {
        return .failure(PromptRefusal(sentence: "This text cannot be a token. \(error.sentence)"))
      }
    }
    prompt.isSecret = true
    overlays.open(.prompt(prompt), about: .nobody)
  }
}
