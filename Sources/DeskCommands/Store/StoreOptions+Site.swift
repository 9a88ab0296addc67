import CaseStore
import DeskConfig
import Sealing

extension StoreOptions {
  /// As the site wants every store to be.
  ///
  /// - Parameter listens: as in `StoreOptions`.
  init(_ host: Host, _ policy: SitePolicy, listens: Bool = false) {
    self.init(now: host.now, listens: listens, recoveryKey: policy.recoveryKey.flatMap { [UInt8](hex: $0) })
  }
}
