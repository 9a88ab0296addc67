import FuzzDriver
import FuzzLaws

@main enum TextFuzz {
  static func main() { Fuzzer.run(TextLaw.self) }
}
