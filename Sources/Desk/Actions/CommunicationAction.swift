import Care360
import FoundationEssentials

extension Communication: DeskWrite {
  func done(_ write: PendingWrite, _ receipt: WriteReceipt, _ desk: inout Desk, at now: Date) -> [Effect] {
    desk.say(Span("\(write.shortID): the \(write.name) was sent.", .success))
    return []
  }
}
