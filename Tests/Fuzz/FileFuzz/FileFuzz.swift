import FuzzDriver
import FuzzLaws

@main enum FileFuzz {
  static func main() { Fuzzer.run(FileLaw.self) }
}
