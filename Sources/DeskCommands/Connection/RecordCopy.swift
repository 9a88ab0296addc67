import Care360
import CaseStore
import Credentials
import DeskConfig
import RecordShipping
import Sealing

/// The copy of the record that the site policy asks for.
struct RecordCopy: Sendable {
  let shipper: RecordShipper
  /// For the record that is copied.
  let rule: ShippingRule
  /// As the policy writes it.
  let receiver: String

  /// For notes of what was searched.
  let names: SiteNames

  private static let patience = Duration.seconds(1)

  /// Nil where the policy asks for none.
  init?(_ policy: SitePolicy, _ paths: Paths, _ host: Host) {
    guard let copy = policy.recordCopy else { return nil }
    let receiver: any RecordReceiver =
      switch copy.receiver {
      case .syslog: SyslogSocket(host.syslogSocket)
      case .tls(let host, let port): TLSReceiver(host: host, port: port, authorities: policy.authorities)
      }
    let names = SiteNames(policy)
    let shipper = RecordShipper(
      FileWriteJournal(directory: paths.dataDirectory), to: receiver,
      key: { () async throws(ShippingProblem) in
        do throws(SiteHashProblem) {
          return try await names.hash()
        } catch {
          throw ShippingProblem(error.sentence)
        }
      }, now: host.now)
    self.shipper = shipper
    self.names = names
    self.receiver = copy.receiver.text
    rule = ShippingRule(mostUnsent: copy.isRequired ? copy.mostUnsent : nil) { shipper.wake() }
  }

  /// Sends the last lines before the program ends, where that takes no longer than a moment.
  func finish() async { await shipper.finish(within: Self.patience) }
}

/// The reason why no name of a case can be made.
struct SiteHashProblem: Error {
  let sentence: String
}

/// The site's key, read when it is first needed and then kept.
actor SiteNames {
  private let policy: SitePolicy
  private var known: RecordHash?

  init(_ policy: SitePolicy) { self.policy = policy }

  func hash() async throws(SiteHashProblem) -> RecordHash? {
    if let known { return known }
    known = try await policy.siteHash()
    return known
  }

  /// Nil of a case id, and without a key. A key that cannot be read keeps the line's copy here until it can, and is told then;
  /// the line itself is written without the name.
  func name(of identifier: LookupIdentifier?) async -> String? {
    guard let identifier else { return nil }
    if case .caseID = identifier { return nil }
    do throws(SiteHashProblem) {
      return try await hash()?.text(of: identifier)
    } catch {
      return nil
    }
  }
}

extension RecordHash {
  func text(of identifier: LookupIdentifier) throws(SiteHashProblem) -> String {
    do throws(SealingProblem) {
      return try name(of: identifier)
    } catch {
      throw SiteHashProblem(sentence: "There is no memory for the site's key.")
    }
  }
}

extension SitePolicy {
  /// Makes the names of cases; nil where the policy has no key for them.
  func siteHash() async throws(SiteHashProblem) -> RecordHash? {
    guard let path = recordCopy?.keyFile else { return nil }
    var key: [UInt8]
    do throws(SiteKey.Problem) {
      key = try await SiteKey.read(path, .hash, group: credentialGroup?.id)
    } catch {
      throw SiteHashProblem(sentence: error.sentence)
    }
    do throws(SealingProblem) {
      return RecordHash(try GuardedBytes(moving: &key))
    } catch {
      throw SiteHashProblem(sentence: "There is no memory for the site's key.")
    }
  }
}
