import Desk
import Testing

@testable import DeskApp

@MainActor
struct WorkCountTests {
  @Test func workIsCountedBeforeItBeginsAndItsEventComesAfterItEnded() async {
    var running: [Int] = []
    var idles = 0
    var work: WorkCount?
    let count = WorkCount(post: { _ in running.append(work?.running ?? -1) }, onIdle: { idles += 1 })
    work = count
    let gate = Mailbox<Void>()
    let task = count.start {
      await gate.next()
      return .patient(.maskTimerFired)
    }
    #expect(count.running == 1)
    count.begin()
    #expect(count.running == 2)
    gate.post(())
    await task.value
    #expect(running == [1], "its own work is over when the event is posted")
    #expect(idles == 0, "other work is under way")
    count.end()
    count.noteIdle()
    #expect(idles == 1)
  }
}
