import FoundationEssentials

/// State that the jobs of the day keep between their steps.
struct Jobs: Sendable {
  var bundleChoice = BundleChoice()
  var contact = ContactPanel()
  var newCase = NewCaseTyping()
  var users = UserChecks()
  var escalations = Escalations()
  var followUps = FollowUps()
  var team = Team(isUsed: false)
  var purpose = Purpose(words: [], chosen: nil)
  /// The file whose link was asked for.
  var wantedFile: WantedFile?
  /// The day whose appointments were asked for last.
  var appointmentDay: Range<Date>?
}

extension Desk {
  var bundleChoice: BundleChoice {
    get { jobs.bundleChoice }
    _modify { yield &jobs.bundleChoice }
  }
  var contact: ContactPanel {
    get { jobs.contact }
    _modify { yield &jobs.contact }
  }
  var newCase: NewCaseTyping {
    get { jobs.newCase }
    _modify { yield &jobs.newCase }
  }
  var users: UserChecks {
    get { jobs.users }
    _modify { yield &jobs.users }
  }
  var escalations: Escalations {
    get { jobs.escalations }
    _modify { yield &jobs.escalations }
  }
  var followUps: FollowUps {
    get { jobs.followUps }
    _modify { yield &jobs.followUps }
  }
  var team: Team {
    get { jobs.team }
    _modify { yield &jobs.team }
  }
  var purpose: Purpose {
    get { jobs.purpose }
    _modify { yield &jobs.purpose }
  }
  var wantedFile: WantedFile? {
    get { jobs.wantedFile }
    _modify { yield &jobs.wantedFile }
  }
  var appointmentDay: Range<Date>? {
    get { jobs.appointmentDay }
    _modify { yield &jobs.appointmentDay }
  }
}
