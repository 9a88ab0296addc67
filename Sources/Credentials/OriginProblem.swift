/// Why a file or command gave no secret: a sentence that says what to do, without a byte of the secret.
struct OriginProblem: Error, Hashable {
  let sentence: String
  init(_ sentence: String) { self.sentence = sentence }
}
