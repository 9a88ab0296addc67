package import Desk
package import Terminal

extension Input {
  /// - Parameter isSecret: the paste goes where it is masked, so no `String` is made of it.
  package init(_ pasted: PastedText, isSecret: Bool) {
    let secret = isSecret ? pasted.read { SecretText(utf8: $0) } : nil
    self = secret.map { .pastedSecret($0.typed) } ?? .pasted(pasted.text)
  }
}
