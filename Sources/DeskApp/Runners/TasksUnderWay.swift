/// Tasks that can be stopped, each until it has ended: a day starts more of them than it has keys.
@MainActor
final class TasksUnderWay {
  private struct Item {
    let group: Int
    var task: Task<Void, Never>?
  }

  private var items: [Int: Item] = [:]
  private var last = 0

  var count: Int { items.count }

  /// Keeps the task that `start` begins until the task calls `ended`, which it may do before `start` returns.
  ///
  /// - Parameter group: by this the task is found to be stopped.
  func keep(_ group: Int = 0, _ start: (_ ended: @escaping @MainActor () -> Void) -> Task<Void, Never>) {
    last += 1
    let number = last
    items[number] = Item(group: group)
    let task = start { [self] in items[number] = nil }
    items[number]?.task = task
  }

  func stop(where isMeant: (_ group: Int) -> Bool = { _ in true }) {
    for item in items.values where isMeant(item.group) { item.task?.cancel() }
  }
}
