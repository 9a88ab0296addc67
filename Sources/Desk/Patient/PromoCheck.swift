import Care360
import FoundationEssentials

/// A promo code is checked against the bundle of the case that is shown, or against none. The answer is a sentence that names
/// code and bundle, so that it is right whichever case is shown by then.
extension Desk {
  mutating func askForPromo() {
    let bundle = shown?.needsIdentityCheck == false ? shown?.detail.bundle : nil
    let words = bundle?.id == nil ? "without a bundle" : "for \(bundle?.name ?? bundle?.id?.text ?? "")"
    let prompt = Prompt("Promo code", placeholder: "SAVE10", ["It is checked \(words). This changes nothing."]) {
      desk, typed, _ in
      do throws(PromoCodeProblem) {
        let query = PromoQuery(try PromoCode(typed.text), for: bundle)
        desk.say(Span("Checking the code …", .accent))
        return .success([.read(.checkPromo(query))])
      } catch {
        return .failure(PromptRefusal(sentence: error.sentence))
      }
    }
    overlays.open(.prompt(prompt), about: bundle == nil ? .nobody : aboutShown)
  }

  mutating func promoArrived(_ query: PromoQuery, _ result: Result<PromoDiscount?, Care360Error>) {
    switch result {
    case .success(let discount): say(Span(query.sentence(discount), discount == nil ? .warning : .success))
    case .failure(let error): say(Span("The code could not be checked: \(error.sentence)", .error))
    }
  }
}
