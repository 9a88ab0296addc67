import Testing

/// A loop over a descriptor that forgets a signal, a short write or a full pipe loses bytes or burns a processor:
/// PrivateIO has the only ones.
struct DescriptorRuleTests {
  private static func calls(in text: String) throws -> [String] {
    let call = try Regex(#"(?:Glibc\.|(?:^|[^\w.])(?:func )?)p?(?:read|write)v?\("#)
    return text.matches(of: call).compactMap { match in
      let found = text[match.range]
      let rest = text[match.range.upperBound...].prefix { $0 != "," && $0 != ")" }
      if found.contains("func ") { return nil }
      let isDescriptor = ["descriptor", "_FILENO", "cds_", "memory", "number"].contains { rest.contains($0) }
      return found.contains("Glibc.") || isDescriptor ? String(found + rest) : nil
    }
  }

  @Test func onlyPrivateIOReadsAndWritesDescriptors() throws {
    for file in try Repository.swiftFiles(in: "Sources")
    where !file.hasPrefix("Sources/PrivateIO/") {
      let text = try Repository.text(file)
      guard text.contains("import Glibc") else { continue }
      let calls = try Self.calls(in: text)
      #expect(calls.isEmpty, "\(file): \(calls)")
    }
  }

  @Test(arguments: [
    "Glibc.write(descriptor, start, 3)", "let n = read(STDIN_FILENO, &chunk, 9)", "pread(descriptor, a, b, 0)",
    "write(descriptor, buffer.baseAddress, 1)", "read(cds_open_signal_pipe(), &byte, 1)",
  ]) func aCallIsFound(_ line: String) throws { #expect(try Self.calls(in: line).count == 1) }

  @Test(arguments: [
    "try transport.write(request, permit: permit)", "func write(_ text: String)", "memory.read(Array.init)",
    "try Descriptor(number).write(bytes)", "read(name)",
  ]) func otherReadsAndWritesAreFine(_ line: String) throws { #expect(try Self.calls(in: line).isEmpty) }
}
