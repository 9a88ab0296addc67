import ArgumentParser

/// The options of every command that changes something.
struct WriteOptions: ParsableArguments, Sendable {
  @Flag(help: "Do it without asking; required when there is no terminal to confirm on.")
  var yes = false

  @Flag(help: "Print the request with secrets redacted and send nothing.")
  var dryRun = false
}

/// A command that changes something.
protocol WriteCommand: DeskCommand {
  var write: WriteOptions { get }
}

extension WriteCommand {
  /// A preview sends and records nothing.
  var concernsPatient: Bool { !write.dryRun }
}
