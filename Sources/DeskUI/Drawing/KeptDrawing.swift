import Desk
import Terminal

/// The cells of the last frame below overlays and notice, and the facts from which some of its parts were drawn. The next
/// frame leaves a part as it is when its facts are the same.
///
/// Of one map of keys. It holds what the screen shows of patients, and the rows of the worklist; the lock empties it.
struct KeptDrawing: Hashable, Sendable {
  /// The facts that decide where each part stands and how all of them look.
  struct Ground: Hashable {
    var size: Size
    var styles: Styles
    var lettering: Lettering
    var isProduction: Bool
    var rects: PaneRects
  }

  /// Of the keys in the last row.
  struct Footer: Hashable {
    var context: InputContext
    var unavailable: [Command: String]
  }

  /// Of the worklist: what stands around its rows, each row in view, and the position in the lower border.
  struct Worklist: Hashable {
    struct Surroundings: Hashable {
      var frame: Frame
      var banners: [Span]
      var columns: [WorklistColumn]
    }

    struct Row: Hashable {
      /// In the table.
      var index: Int
      var line: WorklistLine
      var isSelected: Bool
    }

    let surroundings: Surroundings
    /// The room of the rows, and their columns.
    let list: Rect
    let layout: WorklistColumns
    /// From which the lines were made.
    var table: WorklistTable
    var rows: [Row] = []
    var position: String?
  }

  private(set) var ground: Ground?
  private(set) var surface: Surface?
  var header: HeaderPresentation?
  var footer: Footer?
  /// Nil where it was not drawn, or not in a way that can be kept.
  var worklist: Worklist?

  /// The cells to draw on: the last ones, where all of them would stand in the same place and look the same.
  mutating func begin(_ ground: Ground) -> Surface? {
    if ground != self.ground { self = KeptDrawing() }
    self.ground = ground
    defer { surface = nil }
    return surface
  }

  mutating func keep(_ surface: Surface) { self.surface = surface }
}
