import ArgumentParser

/// What every command that changes something takes.
struct WriteOptions: ParsableArguments, Sendable {
  @Flag(help: "Do it without asking; needed where there is no terminal to ask on.")
  var yes = false

  @Flag(help: "Print the request with secrets redacted and send nothing.")
  var dryRun = false
}
