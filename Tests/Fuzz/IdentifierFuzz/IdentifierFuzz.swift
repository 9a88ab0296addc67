import FuzzDriver
import FuzzLaws

@main enum IdentifierFuzz {
  static func main() { Fuzzer.run(IdentifierLaw.self) }
}
