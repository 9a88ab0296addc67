import FuzzDriver
import FuzzLaws

@main enum RecordFuzz {
  static func main() { Fuzzer.run(RecordLaw.self) }
}
