/// How much of the record was read. Tests use this, since a duration proves nothing on a busy machine.
final class JournalReads {
  var bytes = 0
  /// Lines of JSON that were decoded.
  var lines = 0
}
