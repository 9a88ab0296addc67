import FuzzDriver
import DataLaws

@main enum StoreFuzz {
  static func main() { Fuzzer.run(StoreLaw.self) }
}
