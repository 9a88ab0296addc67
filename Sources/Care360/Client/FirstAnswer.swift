import FoundationEssentials

/// A process reads its first case a millisecond slower than the next: the runtime looks up types, and a calendar is made.
/// Reading a case of nobody before takes that off the first lookup.
enum FirstAnswer {
  /// Made once, when it is first asked for; true.
  static let isRehearsed = nobody != nil

  /// Has something of all that a case is read for.
  static var nobody: Case? {
    do { return Case(try JSONValue(parsing: Data(text.utf8))) } catch { return nil }
  }

  private static let text = """
    {"id": "00000000-0000-4000-8000-000000000000", "isArchived": false, "createdAt": "2026-01-01T10:00:00.000Z",
    "submitter": {"firstName": "-", "birthDate": "2000-01-01"}, "orders": [{"createdAt": "2026-01-01"}],
    "payments": [{"amount": 1.5}], "comments": [{"text": "-", "author": {"firstName": "-"}}], "decisions": [{}],
    "caseProducts": [{"organizationProduct": {"id": "00000000-0000-4000-8000-000000000000"}}],
    "attachments": [{"size": 1}], "calendarEvents": [{"timezone": "Etc/UTC"}], "activity": [{"isPHI": true}],
    "responses": [{"responses": [
      {"text": "[\\"-\\"]", "createdAt": "2026-01-01T10:00:00Z",
      "question": {"index": 1, "type": "MULTISELECT", "options": ["-"]}}]}]}
    """
}
