import Care360

/// Something above the panes, and the patient it is about. It closes when that patient leaves the screen.
struct Overlay: Sendable {
  let about: About
  /// Another one each time something else is asked or listed: a yes belongs to one question alone.
  let number: Int
  var body: Body

  enum About: Hashable, Sendable {
    case nobody
    case one(CaseID)
    /// A list that names patients, whoever is shown.
    case several
  }

  enum Body: Sendable {
    case picker(Picker)
    case prompt(Prompt)
    case secret(SecretPrompt)
    case confirmation(Confirmation)
    case reading(Reading)
  }

  /// True when it names a patient or acts on one.
  var isAboutPatient: Bool { about != .nobody }

  /// Letters typed while it is open are text.
  var takesText: Bool {
    switch body {
    case .picker, .prompt, .secret: true
    case .confirmation, .reading: false
    }
  }
}

/// The stack above the panes; the last one has the keys.
struct Overlays: Sendable {
  private(set) var stack: [Overlay] = []
  /// The number of the newest one.
  private(set) var opened = 0

  var isEmpty: Bool { stack.isEmpty }
  var last: Overlay? { stack.last }

  /// The overlay that has the keys. A new value replaces it and keeps its `about`.
  var top: Overlay.Body? {
    get { stack.last?.body }
    set {
      guard let newValue, !stack.isEmpty else { return }
      stack[stack.count - 1].body = newValue
    }
  }

  mutating func open(_ body: Overlay.Body, about: Overlay.About) { stack.append(next(body, about: about)) }

  /// Asks the question on top in other words.
  mutating func ask(_ again: Confirmation) {
    guard let top = stack.popLast() else { return }
    open(.confirmation(again), about: top.about)
  }

  /// Asks again every question that `change` changes, wherever it is in the stack.
  mutating func askAgain(_ change: (inout Confirmation) -> Bool) {
    for index in stack.indices {
      guard case .confirmation(var confirmation) = stack[index].body, change(&confirmation) else { continue }
      stack[index] = next(.confirmation(confirmation), about: stack[index].about)
    }
  }

  private mutating func next(_ body: Overlay.Body, about: Overlay.About) -> Overlay {
    opened += 1
    return Overlay(about: about, number: opened, body: body)
  }

  /// Opens an overlay below all others, so that text typed into them does not land in it.
  mutating func slipUnder(_ body: Overlay.Body, about: Overlay.About) {
    stack.insert(next(body, about: about), at: 0)
  }

  /// Closes the one that has the keys.
  @discardableResult
  mutating func close() -> Overlay.Body? { take()?.body }

  /// Closes the top overlay and returns it, in case it has to come up again.
  mutating func take() -> Overlay? { stack.popLast() }

  mutating func closeAll(where isMeant: (Overlay) -> Bool) { stack.removeAll(where: isMeant) }

  /// Closes the lists with this id, wherever they are in the stack.
  mutating func closePickers(_ id: Picker.ID) {
    closeAll { if case .picker(let picker) = $0.body { picker.id == id } else { false } }
  }

  /// Changes each body, or closes it where `change` gives nil.
  mutating func updateAll(_ change: (Overlay.Body) -> Overlay.Body?) {
    stack = stack.compactMap { overlay in
      change(overlay.body).map { Overlay(about: overlay.about, number: overlay.number, body: $0) }
    }
  }

  mutating func updatePickers(_ change: (inout Picker) -> Void) {
    updateAll { body in
      guard case .picker(var picker) = body else { return body }
      change(&picker)
      return .picker(picker)
    }
  }

  /// Fills the lists with this id, wherever they are in the stack.
  mutating func fill(_ id: Picker.ID, _ items: [Picker.Item], emptyText: String? = nil) {
    updatePickers { if $0.id == id { $0.fill(items, emptyText: emptyText) } }
  }

  mutating func updateSecrets(_ change: (inout SecretPrompt) -> Void) {
    updateAll { body in
      guard case .secret(var prompt) = body else { return body }
      change(&prompt)
      return .secret(prompt)
    }
  }

  mutating func updateReadings(_ change: (inout Reading) -> Void) {
    updateAll { body in
      guard case .reading(var reading) = body else { return body }
      change(&reading)
      return .reading(reading)
    }
  }
}
