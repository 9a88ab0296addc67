/// The reason why a secret was not used or a value not opened. It carries nothing of either.
package enum SealingProblem: Error, Hashable, Sendable {
  /// There is no memory that can be guarded, or no source of random numbers.
  case noMemory
  /// The secret was wiped.
  case wiped
  /// The bytes are not the ones that were sealed with this key for this place.
  case tampered
}
