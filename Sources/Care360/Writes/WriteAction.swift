extension WriteIntent {
  /// The action of a write, as the record of writes and the screen name it. Each action is declared next to its write;
  /// no others are known.
  public struct Action: Hashable, Sendable {
    /// The word in the record. It never changes.
    public let rawValue: String
    /// In the coordinator's words: "refill link".
    public let name: String
    let spec: any CaseWriteSpec.Type

    init(_ rawValue: String, of spec: any CaseWriteSpec.Type, name: String) {
      self.rawValue = rawValue
      self.name = name
      self.spec = spec
    }

    /// Nil for the word of a write that this version does not have.
    public init?(rawValue: String) {
      for kind in CaseWrite.kinds {
        for action in kind.actions where action.rawValue == rawValue {
          self = action
          return
        }
      }
      return nil
    }

    public static func == (one: Action, other: Action) -> Bool { one.rawValue == other.rawValue }

    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
  }
}

/// A refusal that is documented for one kind of write, and the sentence for the operator.
public struct WriteRefusal: Hashable, Sendable {
  /// By which the service refuses, or its beginning where `ending` is given; empty where the kind of write recognizes its
  /// refusal in another way.
  let text: String
  /// The end of a text with an address in its middle, which comes in `message` and not in `error`.
  let ending: String?
  public let sentence: String
  /// The open escalations of the case, where the service lists them with its refusal. Their titles and notes may be PHI, which
  /// no log line and no sentence holds.
  public let escalations: [OpenEscalation]

  init(text: String = "", ending: String? = nil, sentence: String, escalations: [OpenEscalation] = []) {
    self.text = text
    self.ending = ending
    self.sentence = sentence
    self.escalations = escalations
  }

  func isMessage(_ message: String) -> Bool {
    guard let ending else { return false }
    return message.hasPrefix(text) && message.hasSuffix(ending)
  }
}
