import FuzzDriver
import DataLaws

@main enum JSONFuzz {
  static func main() { Fuzzer.run(JSONLaw.self) }
}
