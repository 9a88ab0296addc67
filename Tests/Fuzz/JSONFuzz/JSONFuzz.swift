import FuzzDriver
import FuzzLaws

@main enum JSONFuzz {
  static func main() { Fuzzer.run(JSONLaw.self) }
}
