import Care360
import FoundationEssentials

/// A case for a patient who has none: the details are typed in a list, the form is that of every case, and the case pane
/// shows whom it is for. There is one at a time; its draft is kept like any other.
extension Desk {
  private static let slot = DraftSlot(.notYet, .form)

  var reasonAgainstNewCase: String? {
    if startProblem != nil || connection == .offline { return "offline: no case can be made" }
    if let reason = settings.readOnlyReason { return "read-only: \(reason)" }
    return writes.isSending ? "another change is being sent" : nil
  }

  /// Why a command about a case is off in a new one.
  var newCaseReason: String? { shown?.isNew == true ? "the case is not there yet: its form makes it" : nil }

  /// A new case that was begun goes on; no second one is begun beside it.
  mutating func beginNewCase(at now: Date) -> [Effect] {
    if drafts[.notYet] != nil || drafts.stored[StoredDraftID(Self.slot)] != nil { return resumeNewCase(at: now) }
    if newCase.patient == NewPatient(), let lookedUp { newCase.patient = lookedUp }
    return openNewPatient()
  }

  /// The address or number of a lookup that has shown no case. Nil beside a case: it would be that case's patient.
  private var lookedUp: NewPatient? {
    guard shown == nil, case .success(let typed) = lookup.reading else { return nil }
    var patient = NewPatient()
    switch typed.identifier {
    case .email(let email)?: patient.email = email.text
    case .phone(let phone)?: patient.phone = phone.e164
    case .caseID?, nil: return nil
    }
    return patient
  }

  /// Shows the new case whose form is here or in the store, and opens the form.
  mutating func resumeNewCase(copy: StoredDraftID? = nil, at now: Date) -> [Effect] {
    var place: [Effect] = []
    if shown?.isNew != true {
      var patient = drafts[.notYet]?.newPatient
      if patient == nil, let stored = drafts.stored[copy ?? StoredDraftID(Self.slot)] {
        do throws(UnreadableForm) {
          patient = try DraftDocument(bytes: stored.body ?? []).patient
        } catch {
          say(Span(error.sentence, .error))
          return []
        }
      }
      guard let patient else { return openNewPatient() }
      place = showNewCase(patient, at: now)
    }
    return place + openOrCreate(.form, copy: copy, at: now)
  }

  private mutating func showNewCase(_ patient: NewPatient, at now: Date) -> [Effect] {
    guard let placeholder = patient.placeholder else { return [] }
    newCase = NewCaseTyping(patient: patient)
    drafts.park(shown?.detail.id)
    let saves = saveDrafts(at: now)
    drafts.openNothingLater()
    overlays.closeAll(where: \.isAboutPatient)
    let begun = self.patient.begin(ShownCase(placeholder, standing: .live(now), query: nil))
    lookup.emptyBox()
    setFocus(.caseDetail)
    return begun + saves
  }

  /// The form was discarded, and with it the patient who was typed.
  mutating func leaveNewCase() {
    newCase = NewCaseTyping()
    guard shown?.isNew == true else { return }
    patient.leaveNew()
    setFocus(.lookup)
  }

  // MARK: The patient

  /// The list of details. In a new case that is shown it begins with those of its form.
  mutating func openNewPatient(selecting row: String? = nil) -> [Effect] {
    if row == nil, shown?.isNew == true, let patient = drafts[.notYet]?.newPatient { newCase.patient = patient }
    let patient = newCase.patient
    var items = NewPatient.Field.allCases.map { field in
      Picker.Item(Self.row(field.rawValue, patient[field])) { desk, _ in
        desk.askFor(field)
        return []
      }
    }
    items.append(
      Picker.Item(Self.row(Self.genderID, patient.gender?.lowercased() ?? "")) { desk, _ in
        let genders: [String?] = [nil] + NewUser.genders
        let next = (genders.firstIndex(of: desk.newCase.patient.gender) ?? 0) + 1
        desk.newCase.patient.gender = genders[next % genders.count]
        return desk.openNewPatient(selecting: Self.genderID)
      })
    items.append(
      Picker.Item(Self.row(Self.testID, patient.isTest ? "YES, not a patient" : "no")) { desk, _ in
        desk.newCase.patient.isTest.toggle()
        return desk.openNewPatient(selecting: Self.testID)
      })
    items.append(
      Picker.Item(RowPresentation(id: Self.goOnID, spans: [Span("go on to the form")])) { desk, now in
        desk.describeNewCase(at: now)
      })
    if let lookedUp, !patient.has(lookedUp) {
      let words = lookedUp.email.isEmpty ? lookedUp.phone : lookedUp.email
      items.append(
        Picker.Item(RowPresentation(id: "start over", spans: [Span("start over for \(words)")])) { desk, _ in
          desk.newCase = NewCaseTyping(patient: lookedUp)
          return desk.openNewPatient()
        })
    }
    var picker = Picker(
      Picker.ID("new case"), title: "New case: who is the patient?", items: items,
      note: Span("The service is asked about the e-mail address; nothing is sent before you confirm.", .muted))
    if let row { picker.selectedID = row }
    overlays.open(.picker(picker), about: shown?.isNew == true ? aboutShown : .several)
    return []
  }

  private static let genderID = "gender"
  private static let testID = "test case"
  private static let goOnID = "go on"

  private static func row(_ id: String, _ value: String) -> RowPresentation {
    RowPresentation(
      id: id, spans: [Span("\(id)  ", .label), value.isEmpty ? Span("not given", .muted) : Span(value)])
  }

  /// The line to type stands above the list, so that leaving it comes back to the list.
  private mutating func askFor(_ field: NewPatient.Field) {
    _ = openNewPatient(selecting: field.rawValue)
    let prompt = Prompt(
      "The patient's \(field.rawValue)", placeholder: field.example, [], text: newCase.patient[field]
    ) { desk, typed, _ in
      do throws(PromptRefusal) {
        desk.newCase.patient[field] = try NewPatient.checked(typed.text, field, desk.settings.country)
        desk.overlays.close()
        return .success(desk.openNewPatient(selecting: field.rawValue))
      } catch {
        return .failure(error)
      }
    }
    overlays.open(.prompt(prompt), about: overlays.last?.about ?? .several)
  }

  /// The form opens once the details are complete, and the service is asked whether it knows the patient.
  private mutating func describeNewCase(at now: Date) -> [Effect] {
    let patient = newCase.patient
    let email: EmailAddress
    do throws(PromptRefusal) {
      email = try patient.user(settings.country).email
    } catch {
      _ = openNewPatient(selecting: Self.goOnID)
      say(Span(error.sentence, .warning))
      return []
    }
    var effects: [Effect] = []
    if shown?.isNew == true, let placeholder = patient.placeholder {
      self.patient.replace(placeholder, at: now)
    } else {
      effects = showNewCase(patient, at: now)
    }
    effects += openOrCreate(.form, at: now)
    drafts.edit(.notYet) { $0.describe(patient) }
    return effects + [users.ask([.email(email)])]
  }

  // MARK: The pane

  func newCasePane(_ shown: ShownCase, at now: Date) -> CasePresentation {
    let patient = drafts[.notYet]?.newPatient ?? newCase.patient
    var lines = NewPatient.Field.allCases.map { field in
      DetailLine(
        id: "new.\(field.rawValue)", spans: [Span("\(field.rawValue)  ", .label), Span(patient[field])], indent: 1)
    }
    if let gender = patient.gender {
      lines.append(
        DetailLine(id: "new.gender", spans: [Span("gender  ", .label), Span(gender.lowercased())], indent: 1))
    }
    if patient.isTest {
      lines.append(DetailLine(id: "new.test", spans: [Span("TEST CASE, not a patient", .warning)], indent: 1))
    }
    lines.append(DetailLine(id: "new.gap", kind: .blank, spans: []))
    if let words = standingOfNewPatient(patient) { lines.append(DetailLine(id: "new.standing", spans: [words])) }
    lines.append(
      DetailLine(
        id: "new.enter",
        spans: [
          Span("Enter changes these details; \(name(.addProducts, in: .caseDetail)) opens the form.", .accent)
        ]))
    return CasePresentation(
      title: "New case · \(shown.patientName)", badge: Span("NOT MADE YET", .warning), banners: banners(shown, at: now),
      summary: [], lines: DetailList(lines), selectedID: "new.enter", emptyText: [], accept: "change these details")
  }

  private func standingOfNewPatient(_ patient: NewPatient) -> Span? {
    do throws(IdentifierProblem) {
      return users.words(aboutNewPatient: try EmailAddress(patient.email))
    } catch {
      return nil
    }
  }
}

extension UserChecks {
  /// The service's answer about the patient of a new case; nil until it came.
  func words(aboutNewPatient email: EmailAddress) -> Span? {
    switch standing(of: .email(email)) {
    case nil: nil
    case .success(.unknown)?: Span("The service knows no user with this e-mail address.", .success)
    case .success(.known(isHere: false))?:
      Span("A user of another organization has this e-mail address: the service may refuse the case.", .warning)
    case .success(.known)?:
      Span("The patient is known here: look them up first; the service may refuse a second open case.", .warning)
    case .failure(let error)?: Span("The e-mail address could not be checked: \(error.sentence)", .error)
    }
  }
}
