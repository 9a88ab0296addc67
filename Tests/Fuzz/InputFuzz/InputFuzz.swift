import FuzzDriver
import FuzzLaws

@main enum InputFuzz {
  static func main() { Fuzzer.run(InputLaw.self) }
}
