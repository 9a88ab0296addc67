package import Care360
import FoundationEssentials

/// The secrets of one profile, read once from their origins and then kept in memory.
///
/// A secret that the service refused is read from its source once more. A failed read is not remembered: the next
/// request reads again. Reading runs on its own thread, so that a slow command delays only its own caller.
package actor Credentials: CredentialSource {
  private let plan: CredentialPlan
  private let commandEnvironment: [String]
  private let commandLimit: Duration
  private let isUsed: @Sendable (CredentialKind, _ fingerprint: String) -> Void
  private var cached: [CredentialKind: Secret] = [:]
  /// Typed in here, and so in no file or command.
  private var isTokenPasted = false
  private var reading: [CredentialKind: Reading] = [:]

  private struct Reading {
    let task: Task<Result<Secret, CredentialError>, Never>
    let waiters: Waiters
  }

  /// - Parameters:
  ///   - environment: of this process; commands get only `PATH`, `HOME` and `LANG` of it.
  ///   - commandLimit: after which a command is killed with everything it started.
  ///   - isUsed: told of each secret that is read or pasted.
  package init(
    _ plan: CredentialPlan, environment: [String: String] = ProcessInfo.processInfo.environment,
    commandLimit: Duration = .seconds(10),
    isUsed: @escaping @Sendable (CredentialKind, _ fingerprint: String) -> Void = { _, _ in }
  ) {
    self.isUsed = isUsed
    self.plan = plan
    self.commandLimit = commandLimit
    commandEnvironment = SecretCommand.environment(from: environment)
  }

  /// True when the file can be read by the rules for key files, and the key in it begins so. The key is forgotten.
  package static func isAPIKey(inFile path: String, startingWith start: String) -> Bool {
    do throws(OriginProblem) {
      return try SecretFile.read(path, CredentialKind.apiKey.name).reveal().hasPrefix(start)
    } catch {
      return false
    }
  }

  package func secret(_ kind: CredentialKind, refused: Bool) async throws(CredentialError) -> Secret {
    if !refused, let secret = cached[kind] { return secret }
    guard let origin = plan.origin(of: kind) else {
      // A pasted token has no source to read it from, so the same token is handed out and refused again.
      if let secret = cached[kind] { return secret }
      throw .notConfigured(kind)
    }
    if case .fixed(let secret) = origin { return secret }
    var current = reading[kind] ?? startReading(kind, from: origin)
    // A read that was abandoned would only report that.
    if !current.waiters.join() {
      current = startReading(kind, from: origin)
      _ = current.waiters.join()
    }
    let result = await current.waiters.wait { await current.task.value }
    if reading[kind]?.task == current.task {
      reading[kind] = nil
      if kind == .token { isTokenPasted = false }
      switch result {
      case .success(let secret):
        cached[kind] = secret
        isUsed(kind, Fingerprint.of(secret))
      case .failure: cached[kind] = nil
      }
    }
    return try result.get()
  }

  /// Uses `token`, which a person pasted, from now on. It stays in memory and is gone with this process.
  package func replaceToken(_ token: Secret) {
    reading[.token] = nil
    cached[.token] = token
    isUsed(.token, Fingerprint.of(token))
    isTokenPasted = true
  }

  /// Forgets what was read, so that the next request reads it from its origin again. A pasted token has none and stays.
  package func forget() {
    reading = [:]
    cached = isTokenPasted ? cached.filter { $0.key == .token } : [:]
  }

  /// The state of a secret.
  ///
  /// - Parameter readsAgain: from its origin, where it has one, in place of what is in memory.
  package func standing(_ kind: CredentialKind, readsAgain: Bool = false) async -> CredentialStanding {
    let before = cached[kind]
    let state: CredentialStanding.State
    do throws(CredentialError) {
      let secret = try await secret(kind, refused: readsAgain)
      state = .read(
        fingerprint: Fingerprint.of(secret), expires: kind == .token ? TokenExpiry.of(secret) : nil,
        isNew: before.map { $0.reveal() != secret.reveal() })
    } catch {
      switch error {
      case .notConfigured: state = .notConfigured
      case .refused(_, let sentence): state = .unreadable(sentence)
      }
    }
    return CredentialStanding(kind: kind, source: source(of: kind), state: state)
  }

  private func source(of kind: CredentialKind) -> String {
    if kind == .token, isTokenPasted { return "a paste" }
    return plan.origin(of: kind)?.words ?? ""
  }

  private func startReading(
    _ kind: CredentialKind, from origin: SecretOrigin
  ) -> Reading {
    let waiters = Waiters()
    let environment = commandEnvironment
    let limit = commandLimit
    let group = plan.readableGroup
    let task = Task {
      await OwnThread.run { () -> Result<Secret, CredentialError> in
        do throws(OriginProblem) {
          switch origin {
          case .file(let path): return .success(try SecretFile.read(path, kind.name, group: group))
          case .command(let words):
            return .success(
              try SecretCommand.run(words, kind.name, environment: environment, limit: limit) { waiters.isAbandoned })
          case .fixed(let secret): return .success(secret)
          }
        } catch {
          return .failure(.refused(kind, error.sentence))
        }
      }
    }
    let reading = Reading(task: task, waiters: waiters)
    self.reading[kind] = reading
    return reading
  }
}
