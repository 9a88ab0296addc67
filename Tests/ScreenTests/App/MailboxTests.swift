import TestSupport
import Testing

@testable import DeskApp

@MainActor
struct MailboxTests {
  @Test func messagesComeOutInTheOrderTheyWerePosted() async {
    let mailbox = Mailbox<Int>()
    #expect(mailbox.isEmpty)
    for number in 1...3 { mailbox.post(number) }
    #expect(!mailbox.isEmpty && !mailbox.isWaiting)
    var taken: [Int] = []
    while !mailbox.isEmpty { taken.append(await mailbox.next()) }
    #expect(taken == [1, 2, 3])
  }

  @Test func aConsumerThatWaitsIsWokenByTheNextMessage() async {
    let mailbox = Mailbox<String>()
    let consumer = Task { [await mailbox.next(), await mailbox.next()] }
    #expect(await until { mailbox.isWaiting })
    mailbox.post("a")
    #expect(!mailbox.isWaiting)
    mailbox.post("b")
    #expect(await consumer.value == ["a", "b"])
  }

  @Test func everyWaiterForIdlenessIsWokenOnce() async {
    let watch = IdleWatch()
    var begun = 0
    var woken = 0
    func wait() -> Task<Void, Never> {
      Task {
        begun += 1
        await watch.wait()
        woken += 1
      }
    }
    let waiters = [wait(), wait()]
    #expect(await until { begun == 2 })
    #expect(woken == 0)
    watch.note()
    for waiter in waiters { await waiter.value }
    #expect(woken == 2)
    watch.note()
    let late = wait()
    #expect(await until { begun == 3 })
    #expect(woken == 2, "what was noted before it waits is over")
    watch.note()
    await late.value
  }
}
