import Care360
import CaseStore
import Credentials
import FoundationEssentials
import RecordShipping

/// Credentials, connection, clock, local store and record, of the environment that flags and settings choose.
struct ServiceChecks: Sendable {
  let invocation: Invocation

  /// A clock that is further off makes ends of tokens and times of records wrong.
  private static let mostSkew = 120.0
  private static let soon = 900.0

  init(_ invocation: Invocation) { self.invocation = invocation }

  /// - Parameter isProbing: asks also for what the service's documentation does not name.
  func checks(probing isProbing: Bool) async throws(ErrorReport) -> [DoctorCheck] {
    let environment: Environment
    let connection: Connection
    do throws(ErrorReport) {
      environment = try Environment(invocation)
      connection = try await invocation.connect()
    } catch {
      return [.bad("profile", error.message)]
    }
    var checks = [profile(environment, connection), author(environment)]
    let key = key(await connection.credentials.standing(.apiKey))
    checks.append(key)
    checks.append(token(await connection.credentials.standing(.token)))
    checks += await service(connection, hasKey: key.isFine)
    if isProbing { checks.append(await productList(environment, connection, hasKey: key.isFine)) }
    await connection.close()
    return checks + (await kept(environment))
  }

  /// The checks of this machine's store and record, and of the team's store: the service is asked nothing.
  func kept(_ environment: Environment) async -> [DoctorCheck] {
    var checks = [await store(environment)]
    if let place = environment.teamStore {
      checks.append(await TeamCheck(place, login: invocation.host.loginName).check())
      if let waiting = await waiting(environment) { checks.append(waiting) }
    }
    checks.append(await record(environment))
    if let copy = invocation.recordCopy, environment.kind != .sandbox { checks.append(await shipping(copy)) }
    return checks
  }

  private func profile(_ environment: Environment, _ connection: Connection) -> DoctorCheck {
    var words = "\(environment.words(connection.client.baseURL)), operator \(environment.operatorName)"
    if let reason = environment.readOnlyReason { words += ", read-only (\(reason))" }
    guard !environment.isOperatorMissing else {
      return .bad("profile", words + ": it needs a named operator; set operator under [general] in config.toml")
    }
    return .fine("profile", words)
  }

  /// Checks the author. A profile without one can do everything except write messages and notes.
  private func author(_ environment: Environment) -> DoctorCheck {
    switch environment.author {
    case .known(let author): .fine("author", "messages and notes are from \(author.text)")
    case .unknown(let reason): .fine("author", "messages and notes cannot be written. " + reason)
    }
  }

  private func key(_ standing: CredentialStanding) -> DoctorCheck {
    switch standing.state {
    case .notConfigured:
      .bad("API key", Care360Error.notAuthorized(.apiKey, .notConfigured, httpStatus: nil).sentence)
    case .unreadable(let sentence): .bad("API key", sentence)
    case .read(let fingerprint, _, _): .fine("API key", "fingerprint \(fingerprint), from \(standing.source)")
    }
  }

  /// A profile without a token can do everything but add products.
  func token(_ standing: CredentialStanding) -> DoctorCheck {
    switch standing.state {
    case .notConfigured:
      return .fine("access token", "none is configured: products cannot be added without a pasted one")
    case .unreadable(let sentence): return .bad("access token", sentence)
    case .read(let fingerprint, let expires, _):
      // Only a write would use the token, so nobody knows yet whether the service accepts it.
      let words = "not tried (only adding products uses it); fingerprint \(fingerprint), from \(standing.source)"
      guard let expires else { return .fine("access token", words + "; its expiry is unknown") }
      let left = expires.timeIntervalSince(invocation.host.now())
      let when = expires.formatted(.iso8601)
      if left <= 0 { return .bad("access token", words + ", expired at \(when): get a new one") }
      guard left >= Self.soon else { return .bad("access token", words + ", expires at \(when): get a new one soon") }
      return .fine("access token", words + ", expires at \(when)")
    }
  }

  /// One harmless read tells connection, certificate, key and clock.
  private func service(_ connection: Connection, hasKey: Bool) async -> [DoctorCheck] {
    guard hasKey else { return [.bad("service", "not asked, because there is no API key to ask with")] }
    let answered = await connection.serverDate()
    var checks: [DoctorCheck] = []
    do throws(Care360Error) {
      let bundles = try await connection.client.bundles()
      let count = bundles.count == 1 ? "1 bundle" : "\(bundles.count) bundles"
      let way =
        connection.client.baseURL.text.hasPrefix("https:") ? "certificate accepted" : "without TLS on this machine"
      checks.append(.fine("service", "connected, \(way), key accepted: \(count)"))
    } catch {
      checks.append(.bad("service", error.sentence))
    }
    guard let date = answered else { return checks + [.fine("clock", "the service did not give its time")] }
    let skew = invocation.host.now().timeIntervalSince(date)
    let seconds = Int(skew.rounded())
    guard abs(skew) <= Self.mostSkew else {
      let how = "\(abs(seconds)) s \(skew > 0 ? "ahead of" : "behind") the service's"
      return checks + [.bad("clock", "this machine's clock is \(how): set it with NTP")]
    }
    return checks + [.fine("clock", "\(abs(seconds)) s off the service's clock")]
  }

  /// Tries the list of the organization's products. A profile whose service has none works without it.
  private func productList(
    _ environment: Environment, _ connection: Connection, hasKey: Bool
  ) async -> DoctorCheck {
    let name = "product list"
    guard environment.kind != .production else {
      return .bad(name, "not asked, because this is production: probe a profile that is not")
    }
    guard hasKey else { return .bad(name, "not asked, because there is no API key to ask with") }
    do throws(Care360Error) {
      let products = try await connection.client.organizationProducts().count { $0.id != nil }
      let count = products == 1 ? "1 product" : "\(products) products"
      guard products > 0 else { return .fine(name, "the service lists no product: leave product_list off") }
      let advice =
        environment.listsProducts
        ? "the pickers offer them"
        : "product_list = true in the profile's section of config.toml makes the pickers offer them"
      return .fine(name, "the service lists \(count): \(advice)")
    } catch .malformedAnswer(let status, _) {
      let answer = status.map { "the service has none (HTTP \($0))" } ?? "the service has none"
      guard !environment.listsProducts else {
        return .bad(name, "\(answer): remove product_list from the profile's section of config.toml")
      }
      return .fine(name, "\(answer): the pickers offer products of cases and of [products] in config.toml")
    } catch {
      return .bad(name, error.sentence)
    }
  }

  private func store(_ environment: Environment) async -> DoctorCheck {
    let name = "local store"
    do throws(StoreProblem) {
      switch StoreRule(environment, invocation.settings, invocation.paths) {
      case .sandbox: return .fine(name, "in memory only, as always in the sandbox")
      case .separateSandbox: return .fine(name, "in memory only, as always with a sandbox's key and no key command")
      case .passphrase(let place):
        switch try LocalStore.unlockKind(of: place) {
        case .passphrase: return try kept(place, "opens with its passphrase", name)
        case .key: return .bad(name, StoreProblem.unavailable(.opensWithKeyCommand).sentence)
        case nil: return .fine(name, "not made yet: the screen asks for a passphrase at its first start")
        }
      case .keyCommand(let place, let words):
        return try await keyed(place, words, name)
      }
    } catch {
      return .bad(name, error.sentence)
    }
  }

  private func keyed(_ place: StorePlace, _ words: [String], _ name: String) async throws(StoreProblem) -> DoctorCheck {
    let kind = try LocalStore.unlockKind(of: place)
    if case .passphrase = kind { throw .unavailable(.opensWithPassphrase) }
    var printed: [UInt8]
    do throws(StoreKey.Problem) {
      printed = try await StoreKey.printed(by: words, environment: invocation.host.environment)
    } catch {
      return .bad(name, error.sentence)
    }
    let secret = try UnlockSecret.printed(&printed)
    defer { secret.wipe() }
    guard secret.isShortKey else { return try kept(place, "its key command prints a key", name) }
    guard kind != nil else { throw .unavailable(.shortKey) }
    return .bad(
      name,
      "it opens, but \(StoreObstacle.shortKey.words): send or discard its drafts, then remove \(place.folder)")
  }

  /// Of a store that is there or not.
  private func kept(_ place: StorePlace, _ words: String, _ name: String) throws(StoreProblem) -> DoctorCheck {
    let missing = try LocalStore.missingFiles(of: place)
    guard missing.isEmpty else {
      return .bad(
        name, "\(missing.joined(separator: " and ")) missing from \(place.folder): the data kept there is lost")
    }
    return .fine(name, "\(words), \(place.folder)")
  }

  /// Counts the hand-overs that wait for the team's store. Nil where the local store is missing, does not open, or asks
  /// for a passphrase.
  private func waiting(_ environment: Environment) async -> DoctorCheck? {
    guard case .keyCommand = StoreRule(environment, invocation.settings, invocation.paths) else { return nil }
    do throws(ErrorReport) {
      let access = try StoreAccess(invocation)
      guard try await access.exists() else { return nil }
      let counts = try await access.run { (_, store) throws(ErrorReport) in
        try storing { () throws(StoreProblem) in
          (
            try store.drafts().records.count { $0.content.waiting != nil },
            try store.followUps().records.count { $0.waiting != nil }
          )
        }
      }
      guard let (drafts, followUps) = counts else { return nil }
      guard drafts + followUps > 0 else { return .fine("hand-overs", "nothing waits for the team's store") }
      let words = [(drafts, "draft"), (followUps, "follow-up")].filter { $0.0 > 0 }
        .map { count, word in "\(count) \(word)\(count == 1 ? "" : "s")" }
      let verb = drafts + followUps == 1 ? "waits" : "wait"
      return .fine("hand-overs", "\(words.joined(separator: " and ")) \(verb) for the team's store")
    } catch {
      // The check of the local store says it.
      return nil
    }
  }

  /// Sends what waits, as the next line would.
  private func shipping(_ copy: RecordCopy) async -> DoctorCheck {
    let name = "record shipping"
    guard let left = await copy.shipper.look() else { return .fine(name, "everything was sent to \(copy.receiver)") }
    let count = left.count == 1 ? "1 line was" : "\(left.count) lines were"
    return .bad(name, "\(count) not sent yet. \(left.problem ?? "Another session is sending them.")")
  }

  private func record(_ environment: Environment) async -> DoctorCheck {
    guard environment.kind != .sandbox else { return .fine("record", "in memory only, as always in the sandbox") }
    do throws(JournalProblem) {
      let check = try await invocation.fileJournal.check()
      if let words = check.unacknowledged.words {
        return .bad(
          "record",
          "\(words): no write starts until someone runs casedesk activity --verify, then casedesk activity acknowledge"
        )
      }
      let unsettled = try await invocation.fileJournal.unsettled().count
      let more =
        unsettled == 0
        ? "" : ", \(unsettled == 1 ? "1 write" : "\(unsettled) writes") unsettled (casedesk activity --unsettled)"
      let lines = check.records == 1 ? "1 line, not changed" : "\(check.records) lines, none changed"
      guard let words = (check.acknowledged + check.damage).words else { return .fine("record", lines + more) }
      return .fine("record", "\(words); a person acknowledged it\(more)")
    } catch {
      return .bad("record", error.sentence)
    }
  }
}
