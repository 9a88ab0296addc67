import Care360
import FoundationEssentials

extension CaseAction {
  static let contact = CaseAction(
    .contact, "contact", "Changes the e-mail address, phone number or postal address of this patient.",
    words: "change the patient's contact"
  ) { desk, _ in
    desk.openContact()
    return []
  }
}

/// Changes how the patient of the shown case is reached: a list of what can be changed, a line to type for each, and a
/// confirmation with before and after. The service is asked about the addresses first; a fresh read proves the change.
extension Desk {
  fileprivate mutating func openContact() {
    guard let shown else { return }
    contact.open(for: shown.detail.id)
    let email = emailOfShown
    let reason: String? = if case .failure(let refusal) = email { refusal.sentence } else { nil }
    func row(_ id: String, _ words: String, _ value: String) -> RowPresentation {
      RowPresentation(id: id, spans: [Span("\(words)  ", .label), Span(value)], disabledReason: reason)
    }
    let detail = shown.detail
    let items = [
      Picker.Item(row("email", "e-mail", detail.submitter.email ?? "not given")) { desk, _ in
        desk.askForEmail()
        return []
      },
      Picker.Item(row("phone", "phone", detail.contactWords(.phone))) { desk, _ in
        desk.askForPhone()
        return []
      },
      Picker.Item(row("address", "address", detail.postalWords)) { desk, _ in
        desk.openAddress()
        return []
      },
      Picker.Item(
        RowPresentation(
          id: "locked", spans: [Span("name, birth date, gender", .label)],
          disabledReason: "The service locks them once a case is assigned to a clinician.")
      ) { _, _ in [] },
    ]
    overlays.open(
      .picker(
        Picker(
          Picker.ID("contact"), title: "Contact of \(subject)", items: items,
          note: Span("Each one asks you to confirm before sending.", .muted))), about: aboutShown)
  }

  /// By which the service finds the user; a refusal where the case gives none that can be sent.
  private var emailOfShown: Result<EmailAddress, PromptRefusal> {
    guard let text = shown?.detail.submitter.email else {
      return .failure(PromptRefusal(sentence: "The service gave no e-mail address, by which it finds the patient."))
    }
    do throws(IdentifierProblem) {
      return .success(try EmailAddress(text))
    } catch {
      return .failure(PromptRefusal(sentence: "The patient's e-mail address cannot be sent: \(error.sentence)"))
    }
  }

  // MARK: E-mail

  private mutating func askForEmail() {
    guard case .success(let current) = emailOfShown else { return }
    let prompt = Prompt(
      "New e-mail address", placeholder: "avery@example.com",
      ["Now \(current.text). The service is asked about both addresses before anything is sent."], text: contact.email
    ) { desk, typed, now in
      do throws(IdentifierProblem) {
        let new = try EmailAddress(typed.text)
        guard !new.isSame(as: current.text) else {
          return .failure(PromptRefusal(sentence: "That is the address the patient has now."))
        }
        return .success(desk.confirmEmail(from: current, to: new, at: now))
      } catch {
        return .failure(PromptRefusal(sentence: error.sentence))
      }
    }
    overlays.open(.prompt(prompt), about: aboutShown)
  }

  private mutating func confirmEmail(from current: EmailAddress, to new: EmailAddress, at now: Date) -> [Effect] {
    contact.email = new.text
    guard let shown, actionReason == nil else {
      refuse()
      return []
    }
    let change = EmailChange(shown.detail.id, from: current, to: new)
    let write = CaseWrite.changeEmail(change)
    var confirmation = Confirmation(
      write, title: "Change the e-mail address",
      lines: subjectLines + [[Span("E-mail ", .label), Span(current.text), Span(" -> ", .accent), Span(new.text)]],
      closing: [[Span("The patient is found by the new address from then on, and no longer by the old one.", .muted)]],
      accept: "change the e-mail address"
    ) { desk, now in desk.users.lines(on: change) + desk.historyLines(of: write, at: now) }
    confirmation.reasonToWait = { $0.users.reason(against: change) }
    let check = users.ask(change.witnesses)
    ask(confirmation, about: aboutShown, at: now)
    return [check]
  }

  /// The old address leads nowhere here from now on.
  fileprivate mutating func follow(_ change: EmailChange) {
    contact.drop()
    lookup.follow(from: change.current, to: change.new)
    patient.follow(from: change.current, to: change.new)
  }

  // MARK: Phone

  private mutating func askForPhone() {
    guard let detail = shown?.detail else { return }
    var now = ""
    if case .text(let text) = detail.contact(.phone) { now = text }
    let prompt = Prompt(
      "New phone number", placeholder: "+1 202 555 0142",
      ["Now \(detail.contactWords(.phone)). It is sent with its country code."], text: now
    ) { desk, typed, now in desk.confirmProfile([.phone: typed.text], at: now) }
    overlays.open(.prompt(prompt), about: aboutShown)
  }

  // MARK: Address

  private mutating func openAddress(selecting row: String? = nil) {
    guard let detail = shown?.detail else { return }
    let typed = contact.address
    var items = ProfileField.postal.map { field in
      let change = typed[field].map { [Span(" -> ", .accent), Span($0.isEmpty ? "none" : $0)] } ?? []
      return Picker.Item(
        RowPresentation(
          id: field.rawValue,
          spans: [Span("\(field.words)  ", .label), Span(detail.contactWords(field))] + change)
      ) { desk, _ in
        desk.askFor(field)
        return []
      }
    }
    items.append(
      Picker.Item(
        RowPresentation(
          id: Self.goOnID, spans: [Span("go on to the confirmation")],
          disabledReason: typed.isEmpty ? "Nothing is changed yet: choose a field." : nil)
      ) { desk, now in
        switch desk.confirmProfile(typed, at: now) {
        case .success(let effects): return effects
        case .failure(let refusal):
          desk.openAddress(selecting: Self.goOnID)
          desk.say(Span(refusal.sentence, .warning))
          return []
        }
      })
    var picker = Picker(
      Picker.ID("postal address"), title: "Address of \(subject)", items: items,
      note: Span("Only what you change is sent, once you confirmed it.", .muted))
    if let row { picker.selectedID = row }
    overlays.open(.picker(picker), about: aboutShown)
  }

  private static let goOnID = "go on"

  /// The line to type stands above the list, so that leaving it comes back to the list.
  private mutating func askFor(_ field: ProfileField) {
    guard let detail = shown?.detail else { return }
    var given = ""
    if case .text(let text) = detail.contact(field) { given = text }
    openAddress(selecting: field.rawValue)
    let prompt = Prompt(
      "New \(field.words)", placeholder: field.example,
      ["Now \(detail.contactWords(field))."] + (field == .address2 ? ["An empty line clears it."] : []),
      text: contact.address[field] ?? given
    ) { desk, typed, _ in
      do throws(ProfileProblem) {
        let change = try ProfileChanges([field: typed.text], country: desk.settings.country, residence: nil)
        desk.contact.address[field] = change.differing(from: detail) == nil ? nil : typed.trimmedText
        desk.overlays.close()
        desk.openAddress(selecting: field.rawValue)
        return .success([])
      } catch {
        return .failure(PromptRefusal(sentence: error.sentence))
      }
    }
    overlays.open(.prompt(prompt), about: aboutShown)
  }

  // MARK: Confirming phone and address

  private mutating func confirmProfile(
    _ typed: [ProfileField: String], at now: Date
  ) -> Result<[Effect], PromptRefusal> {
    guard let shown, actionReason == nil, case .success(let email) = emailOfShown else {
      refuse()
      return .success([])
    }
    let detail = shown.detail
    var residence: String?
    if case .text(let code) = detail.contact(.country) { residence = code }
    do throws(ProfileProblem) {
      let all = try ProfileChanges(typed, country: settings.country, residence: residence)
      guard let changes = all.differing(from: detail) else {
        return .failure(PromptRefusal(sentence: "That is what the service has now."))
      }
      return .success(confirm(ProfileUpdate(detail.id, of: email, changes), on: detail, at: now))
    } catch {
      return .failure(PromptRefusal(sentence: error.sentence))
    }
  }

  private mutating func confirm(_ update: ProfileUpdate, on detail: Case, at now: Date) -> [Effect] {
    let write = CaseWrite.updateProfile(update)
    let lines = update.changes.fields.map { field in
      [
        Span("\(field.words) ", .label), Span(detail.contactWords(field)), Span(" -> ", .accent),
        Span(update.changes.words(field) ?? ""),
      ]
    }
    var confirmation = Confirmation(
      write, title: "Change the contact", lines: subjectLines + lines, accept: "change the contact"
    ) { desk, now in desk.users.lines(on: update) + desk.historyLines(of: write, at: now) }
    confirmation.reasonToWait = { $0.users.reason(against: update) }
    let check = update.witnesses.isEmpty ? [] : [users.ask(update.witnesses)]
    ask(confirmation, about: aboutShown, at: now)
    return check
  }
}

extension UserChecks {
  private enum Verdict {
    case waiting
    /// A sentence: nothing can be sent.
    case refused(String)
    case fine
  }

  private func verdict(on change: EmailChange) -> Verdict {
    guard let current = standing(of: .email(change.current)), let new = standing(of: .email(change.new)) else {
      return .waiting
    }
    switch (current, new) {
    case (.failure(let error), _), (_, .failure(let error)):
      return .refused("The addresses could not be checked: \(error.sentence)")
    case (_, .success(.known)): return .refused("Another user of the service has the new address.")
    case (.success(.unknown), _): return .refused("The service knows no user with the current address.")
    case (.success(.known(isHere: false)), _):
      return .refused("The current address belongs to a user of another organization.")
    case (.success(.known), .success(.unknown)): return .fine
    }
  }

  fileprivate func lines(on change: EmailChange) -> [[Span]] {
    switch verdict(on: change) {
    case .waiting: []
    case .refused(let sentence): [[Span("\(sentence) Nothing can be sent.", .error)]]
    case .fine: [[Span("Both addresses are checked: the new one is free.", .success)]]
    }
  }

  fileprivate func reason(against change: EmailChange) -> String? {
    switch verdict(on: change) {
    case .waiting: "checking both addresses"
    case .refused: "the addresses do not allow it"
    case .fine: nil
    }
  }

  /// A number that somebody has hinders nothing: patients share phones.
  fileprivate func lines(on update: ProfileUpdate) -> [[Span]] {
    guard let phone = update.changes.phone, let standing = standing(of: .phone(phone)) else { return [] }
    switch standing {
    case .success(.unknown): return []
    case .success(.known):
      return [[Span("A user of the service already has this number: is it the patient's own?", .warning)]]
    case .failure: return [[Span("Not known whether another user has this number.", .warning)]]
    }
  }

  fileprivate func reason(against update: ProfileUpdate) -> String? {
    guard let phone = update.changes.phone, standing(of: .phone(phone)) == nil else { return nil }
    return "checking the number"
  }
}

extension ProfileField {
  fileprivate var example: String {
    switch self {
    case .phone: "+1 202 555 0142"
    case .address: "14 Oak Street"
    case .address2: "Apartment 3"
    case .city: "Austin"
    case .state: "TX"
    case .postalCode: "73301"
    case .country: "US"
    }
  }
}

extension Case {
  fileprivate var postalWords: String {
    let given = ProfileField.postal.compactMap { field in
      if case .text(let text) = contact(field) { text } else { nil }
    }
    return given.isEmpty ? contactWords(.address) : given.joined(separator: ", ")
  }
}

extension EmailChange: DeskWrite {
  func refusal(_ desk: Desk) -> Refusal? {
    desk.users.reason(against: self).map { Refusal(reason: $0) }
  }

  func done(_ write: PendingWrite, _ receipt: WriteReceipt, _ desk: inout Desk, at now: Date) -> [Effect] {
    desk.say(Span("The e-mail address of \(write.patientName) is \(new.text) now.", .success))
    desk.follow(self)
    return []
  }

  func seen(_ write: PendingWrite, _ desk: inout Desk) -> [Effect] {
    desk.follow(self)
    return []
  }
}

extension ProfileUpdate: DeskWrite {
  func done(_ write: PendingWrite, _ receipt: WriteReceipt, _ desk: inout Desk, at now: Date) -> [Effect] {
    let words = changes.fields.map(\.words).joined(separator: ", ")
    desk.say(Span("Changed for \(write.patientName): \(words).", .success))
    desk.contact.drop()
    return []
  }

  func seen(_ write: PendingWrite, _ desk: inout Desk) -> [Effect] {
    desk.contact.drop()
    return []
  }
}
