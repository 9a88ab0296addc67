import FuzzDriver
import FuzzLaws

@main enum AnswerFuzz {
  static func main() { Fuzzer.run(AnswerLaw.self) }
}
