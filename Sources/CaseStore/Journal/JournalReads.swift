/// How much of the record was read, for tests: a time says nothing on a busy machine.
final class JournalReads {
  var bytes = 0
  /// Lines of JSON that were decoded.
  var lines = 0
}
