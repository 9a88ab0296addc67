/// The place that the lines of the record are sent to.
package protocol RecordReceiver: Sendable {
  /// Messages that are sent before the cursor is written: a process that is killed in between sends them twice.
  var batch: Int { get }
  /// Sends all of them, or throws; then some may have arrived. Never waits long, and blocks no thread.
  func send(_ messages: [[UInt8]]) async throws(ShippingProblem)
}

/// The reason why lines of the record stay here for now. The sentence says what to do and holds nothing of a line.
package struct ShippingProblem: Error, Hashable, Sendable {
  package let sentence: String
  package init(_ sentence: String) { self.sentence = sentence }
}
