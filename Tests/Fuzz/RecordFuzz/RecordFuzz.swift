import FuzzDriver
import DataLaws

@main enum RecordFuzz {
  static func main() { Fuzzer.run(RecordLaw.self) }
}
