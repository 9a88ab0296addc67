import FuzzDriver
import DataLaws

@main enum FileFuzz {
  static func main() { Fuzzer.run(FileLaw.self) }
}
