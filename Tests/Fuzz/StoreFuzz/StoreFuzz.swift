import FuzzDriver
import FuzzLaws

@main enum StoreFuzz {
  static func main() { Fuzzer.run(StoreLaw.self) }
}
