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
    #expect([mailbox.take(), mailbox.take(), mailbox.take(), mailbox.take()] == [1, 2, 3, nil])
  }

  @Test func aConsumerThatWaitsIsWokenByTheNextMessage() async {
    let mailbox = Mailbox<String>()
    var taken: [[String]] = []
    mailbox.post("before")
    mailbox.begin {
      var together: [String] = []
      while let message = mailbox.take() {
        together.append(message)
        if message == "a" { mailbox.post("from a") }
      }
      taken.append(together)
    }
    #expect(taken.isEmpty, "within begin")
    #expect(await until { mailbox.isWaiting })
    #expect(taken == [["before"]])
    mailbox.post("a")
    mailbox.post("b")
    #expect(!mailbox.isWaiting && taken.count == 1, "within post")
    #expect(await until { mailbox.isWaiting })
    #expect(taken == [["before"], ["a", "b", "from a"]])
    mailbox.end()
    mailbox.post("late")
    #expect(!mailbox.isWaiting && !mailbox.isEmpty)
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
