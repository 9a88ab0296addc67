import FoundationEssentials

/// A lead of the team, whom the site policy names, takes from a colleague a hand-over that this one does not take.
extension Desk {
  /// For the list of the operator's things.
  func leadItems(at now: Date) -> [Picker.Item] {
    let time = TimeText(zone: settings.zone, now: now)
    return team.view.handOvers.filter { $0.lead != nil && !$0.isOwn }
      .sorted { ($0.givenAt, $0.id) < ($1.givenAt, $1.id) }.map { handOver in
        Picker.Item(
          RowPresentation(
            id: "lead.\(handOver.id)",
            spans: [
              Span("waits for \(handOver.whom)  ", handOver.lead == .now ? .warning : .label),
              Span(isKeyRefused ? Self.hiddenSubject : handOver.title), Span("  from \(handOver.giver)", .muted),
            ], trailing: Span(time.stamp(handOver.givenAt), .muted),
            disabledReason: isKeyRefused ? Self.hiddenSubject : nil)
        ) { desk, now in desk.openHandOver(handOver.id, at: now) }
      }
  }

  mutating func offerToMove(_ handOver: TeamView.HandOver) {
    guard let hours = settings.leadAfterHours else {
      return say(Span("Only the leads that the site policy names may take it from \(handOver.whom).", .warning))
    }
    guard handOver.lead == .now else {
      let words = hours == 1 ? "1 hour" : "\(hours) hours"
      return say(
        Span("\(handOver.whom) still has time: \(words) from when \(handOver.whom) got it.", .warning))
    }
    let items = [
      Picker.Item(RowPresentation(id: "leave", spans: [Span("leave it with \(handOver.whom)")])) { _, _ in [] },
      Picker.Item(RowPresentation(id: "team", spans: [Span("give it to the team: whoever takes it first")])) {
        desk, _ in desk.move(handOver, toSelf: false)
      },
      Picker.Item(RowPresentation(id: "self", spans: [Span("take it over yourself")])) { desk, now in
        desk.askToTake(handOver, at: now) { desk, _ in desk.move(handOver, toSelf: true) }
        return []
      },
    ]
    let warning = handOver.leftBy.map { Self.mayHaveIt($0) + " " } ?? ""
    overlays.open(
      .picker(
        Picker(
          Picker.ID("lead"), title: "Handed over to \(handOver.whom): \(handOver.title)", items: items,
          note: Span("\(warning)\(handOver.giver) sees it, and the record says from whom you took it.", .muted))),
      about: .one(handOver.caseID))
  }

  private mutating func move(_ handOver: TeamView.HandOver, toSelf: Bool) -> [Effect] {
    if toSelf, let sentence = placeTaken(handOver) {
      say(sentence)
      return []
    }
    say(Span("Taking it from \(handOver.whom) …", .accent))
    return [.team(.move(handOver, toSelf: toSelf))]
  }

  /// The team's store has it so.
  mutating func moved(_ handOver: TeamView.HandOver, toSelf: Bool) -> [Effect] {
    let record = Effect.record(.team(.moved(handOver.whom), handOver.caseID))
    guard !door.isCovering else { return [record] }
    guard toSelf else {
      say(Span("It is the team's now; \(handOver.giver) sees it.", .success))
      return [record]
    }
    return [record] + takeIfFree(handOver)
  }
}

extension TeamView.HandOver {
  /// "; lee took it from kim": for the giver. Empty where no lead did.
  var moveWords: String { moved.map { "; \($0.by) took it from \($0.from ?? "a colleague")" } ?? "" }
}
