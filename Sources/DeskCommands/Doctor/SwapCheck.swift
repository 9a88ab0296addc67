import Glibc
import PrivateIO

/// The kernel may write the memory of this program to a disk as it is: only the keys of the store are locked
/// against that.
struct SwapCheck {
  /// Before `/proc` and `/sys`; empty on a machine.
  let root: String

  static let remedy =
    "use no swap or encrypted swap, or have systemd keep users out of it: MemorySwapMax=0 in"
    + " /etc/systemd/system/user-.slice.d/50-swap.conf under [Slice]"

  func check() -> DoctorCheck {
    guard let table = text("/proc/swaps") else {
      return .fine("swap", "/proc/swaps cannot be read, so it is not known whether this machine has swap")
    }
    let all = Self.names(in: table)
    guard !all.isEmpty else { return .fine("swap", "this machine has none") }
    let plain = all.filter { !isEncrypted($0) }
    guard !plain.isEmpty else { return .fine("swap", "encrypted or in memory: \(all.joined(separator: ", "))") }
    guard !isKeptOut else { return .fine("swap", "this session is kept out of it (memory.swap.max is 0)") }
    return .bad(
      "swap", "API key, answers and screen may be written to \(plain.joined(separator: ", ")): \(Self.remedy)")
  }

  /// The names of swap files and devices, from the table of proc(5), whose first line is a heading. Characters other
  /// than visible ASCII stay as the kernel writes them: a backslash and octal digits.
  private static func names(in table: String) -> [String] {
    table.split(separator: "\n").dropFirst().compactMap { line in
      line.split(whereSeparator: { $0 == " " || $0 == "\t" }).first.map(String.init)
    }
  }

  /// A device of dm-crypt, one that is made of such devices only, or compressed memory (zram without a disk behind it).
  private func isEncrypted(_ name: String) -> Bool {
    let parts = name.pathParts
    guard name.isWholePath, parts.first == "dev", parts.count > 1, let device = parts.last else { return false }
    if device.hasPrefix("zram") { return ["none", nil].contains(line("/sys/block/\(device)/backing_dev")) }
    return isCrypt(device, depth: 0)
  }

  /// People do not nest devices deeper than this.
  private func isCrypt(_ device: String, depth: Int) -> Bool {
    let folder = "/sys/class/block/" + device
    if line(folder + "/dm/uuid")?.hasPrefix("CRYPT-") == true { return true }
    let parts = names(in: folder + "/slaves")
    return depth < 8 && !parts.isEmpty && parts.allSatisfy { isCrypt($0, depth: depth + 1) }
  }

  /// In the unified hierarchy of cgroups(7) a limit of any group above holds too.
  private var isKeptOut: Bool {
    let own = text("/proc/self/cgroup")?.split(separator: "\n").first { $0.utf8.starts(with: "0::/".utf8) }?.dropFirst(
      3)
    var group = own.map(String.init) ?? "/"
    while group.isWholePath, group != "/" {
      if line("/sys/fs/cgroup\(group)/memory.swap.max") == "0" { return true }
      group = group.pathFolder
    }
    return false
  }

  // MARK: - Reading

  private func line(_ path: String) -> String? { text(path)?.split(separator: "\n").first.map(String.init) }

  private func text(_ path: String) -> String? {
    let number = open(root + path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { return nil }
    let file = Descriptor(number)
    defer { file.close() }
    do throws(IOFailure) {
      return String(decoding: try file.readStart(limit: 1 << 20), as: UTF8.self)
    } catch {
      return nil
    }
  }

  private func names(in folder: String) -> [String] { FolderNames.all(at: root + folder) }
}
