package import FoundationEssentials

/// The settings that a sandbox is made from.
package struct SandboxConfiguration: Sendable {
  /// Path of the file that keeps the world; nil keeps it in memory only. A file that holds a world already is used as it is:
  /// `patients` and `seed` then change nothing.
  package var database: String?
  /// How many customers the first organization gets, at most 100 000. The hand-written ones always exist, however small this is.
  package var patients: Int
  /// The same seed, number of patients and moment give the same world.
  package var seed: UInt64
  /// Waited before every request is looked at.
  package var latency: Duration
  /// Faults that are armed from the start. Of several that match a request the first one listed acts.
  package var faults: [SandboxFault]
  /// Of the first organization; nil makes a new one, of a world in a file too.
  package var apiKey: String?
  /// Of the first organization; nil makes a new one.
  package var token: String?
  /// The present: dates of the seeded world are relative to it, and writes are stamped with it.
  package var now: @Sendable () -> Date

  package init(
    database: String? = nil, patients: Int = 240, seed: UInt64 = 360, latency: Duration = .zero,
    faults: [SandboxFault] = [], now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.database = database
    self.patients = patients
    self.seed = seed
    self.latency = latency
    self.faults = faults
    self.now = now
  }
}
