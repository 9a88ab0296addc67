import FuzzDriver
import DataLaws

@main enum IdentifierFuzz {
  static func main() { Fuzzer.run(IdentifierLaw.self) }
}
