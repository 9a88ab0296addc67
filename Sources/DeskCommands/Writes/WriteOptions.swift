import ArgumentParser

/// What every command that changes something takes.
struct WriteOptions: ParsableArguments, Sendable {
  @Flag(help: "Do it without asking; needed without a terminal to confirm on.")
  var yes = false

  @Flag(help: "Print the request with secrets redacted and send nothing.")
  var dryRun = false
}
