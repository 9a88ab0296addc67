import FuzzDriver
import DataLaws

@main enum AnswerFuzz {
  static func main() { Fuzzer.run(AnswerLaw.self) }
}
