import Testing

@testable import Desk
@testable import DeskApp

@MainActor
struct WorkCountTests {
  @Test func `Work is under way before the next frame is drawn`() async {
    let bench = RunnerBench()
    var order: [String] = []
    let task = bench.work.start {
      order.append("asked")
      await Task.yield()
      return .appearance(.focusGained)
    }
    order.append("drawn")
    #expect(order == ["asked", "drawn"])
    #expect(bench.take().isEmpty)
    await task.value
    #expect(bench.take().count == 1)
    #expect(bench.work.running == 0)
  }
}
