import Care360
import FoundationEssentials

/// Opening another profile. Nothing of this session lives on in it: the program ends as it does when the person quits, with
/// its drafts saved, and begins again. So no patient, no secret and no environment of the one can show up in the other.
extension Desk {
  /// Why it is off just now.
  var profileReason: String? {
    if let reason = settings.profileReason { return reason }
    return isSending ? "a change is being sent; wait for its outcome" : nil
  }

  private var isSending: Bool { writes.isSending }

  mutating func openProfiles(_ profiles: [ProfileChoice]) {
    guard overlays.isEmpty, !door.isCovering, profileReason == nil else { return }
    guard profiles.contains(where: { !$0.isOpen }) else {
      say(Span("There is no other profile: config.toml names none, and the sandbox is open.", .warning))
      return
    }
    let items = profiles.map { profile in
      Picker.Item(
        RowPresentation(
          id: profile.name,
          spans: [
            Span(profile.name), Span("  \(profile.note)", profile.isProduction ? .environmentProduction : .muted),
          ],
          disabledReason: profile.isOpen ? "This profile is open." : profile.problem),
        match: CommandMatch(name: profile.name, otherNames: [])
      ) { desk, now in desk.switchProfile(profile.name, at: now) }
    }
    let note = Span("Saves the drafts, closes the case and opens the selected profile. Esc stays here.", .muted)
    var picker = Picker(Picker.ID("profiles"), title: "Switch profile", items: items, note: note)
    picker.isRanked = true
    picker.selectedID = profiles.first { !$0.isOpen && $0.problem == nil }?.name ?? picker.selectedID
    overlays.open(.picker(picker), about: .nobody)
  }

  /// Switching loses drafts and follow-ups that are in memory only, so it takes a confirmation.
  private mutating func switchProfile(_ name: String, at now: Date) -> [Effect] {
    let lost = unkept
    guard !lost.isEmpty else { return switchProfile(name, without: lost, at: now) }
    overlays.open(
      .confirmation(
        Confirmation(
          title: "Switch profile",
          lines: [[Span("Leave \(settings.environmentName) and open the profile \(name)?")]] + lostLines(lost),
          accept: "open it without them"
        ) { desk, now in desk.switchProfile(name, without: lost, at: now) }), about: .several)
    return []
  }

  private mutating func switchProfile(_ name: String, without given: Unkept, at now: Date) -> [Effect] {
    if let reason = profileReason {
      say(Span("The profile was not switched: \(reason).", .warning))
      return []
    }
    say(Span("Opening the profile \(name) …", .accent))
    screen.ending.open(name)
    return quit(without: given, at: now)
  }

  /// Stays when a write began while the drafts were being saved: it must not be left alone.
  mutating func leave(for profile: String) -> [Effect] {
    if let reason = profileReason {
      say(Span("The profile was not switched: \(reason).", .warning))
      return []
    }
    return [.end(.switchProfile(profile))]
  }
}
