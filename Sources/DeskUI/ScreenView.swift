package import Desk
package import Terminal

/// A screen ready to be presented.
package struct DrawnScreen: Hashable, Sendable {
  package var surface: Surface
  /// On the selected row or in the active field; nil only where the screen has no cell.
  package var cursor: Point?
  /// Rows in view of the list that has the focus, for the next movement by pages.
  package var page: Int
  /// False while part of a confirmation is out of view: then it may not be accepted.
  package var isWhole: Bool
  /// True when the screen says only that there is too little room: no key can be meant for the hidden content.
  package var isTooSmall = false
  var lettering = Lettering.whole
  /// The width of the lines in the active multi-line text field; nil when there is none.
  var paragraphColumns: Int?
  package var targets: [PointTarget] = []

  /// The target of a click on this cell.
  package func pointed(at point: Point) -> Pointed? { targets.last { $0.rect.contains(point) }?.pointed }
}

/// A part of the screen that the mouse can point at.
package struct PointTarget: Hashable, Sendable {
  package var rect: Rect
  package var pointed: Pointed
}

/// Turns a presentation into cells.
package enum ScreenView {
  /// - Parameters:
  ///   - keys: whose keys the footer shows.
  ///   - viewports: of the last frame, which had the same keys: the scroll position of each list, moved only as far as the
  ///     selections require, and the cells that can stay.
  package static func draw(
    _ presentation: ScreenPresentation, size: Size, styles: Styles, lettering: Lettering,
    keys: KeyInterpreter = .standard, viewports: inout Viewports
  ) -> DrawnScreen {
    Lettering.$drawn.withValue(lettering) {
      var drawn = drawCells(
        presentation, size: size, styles: styles, glyphs: lettering.lines, keys: keys, viewports: &viewports)
      drawn.lettering = lettering
      return drawn
    }
  }

  private static func drawCells(
    _ presentation: ScreenPresentation, size: Size, styles: Styles, glyphs: LineGlyphs, keys: KeyInterpreter,
    viewports: inout Viewports
  ) -> DrawnScreen {
    let isProduction = presentation.header.environment.role == .environmentProduction
    let arrangement = PaneLayout.arrange(
      size: size, panes: presentation.panes, focus: presentation.focus, front: presentation.front,
      isWide: presentation.isWide, sideSteps: presentation.sideSteps)
    guard case .panes(let rects) = arrangement else {
      let smallest = PaneLayout.smallest
      viewports.kept = KeptDrawing()
      var painter = Painter(size: size, styles: styles, glyphs: glyphs, isProduction: isProduction)
      painter.put(
        "CaseDesk needs \(smallest.columns)x\(smallest.rows) characters", styles.ground, in: Rect(size))
      let cursor = Rect(size).isEmpty ? nil : Point(column: 0, row: 0)
      return DrawnScreen(surface: painter.surface, cursor: cursor, page: 1, isWhole: false, isTooSmall: true)
    }
    let focus = rects[presentation.focus] == nil ? PaneID.caseDetail : presentation.focus
    var painter: Painter
    var drawing: PaneDrawing
    if case .lock(let lock)? = presentation.overlays.last {
      // The scroll positions of the panes stay as they were, and nothing else does.
      viewports.kept = KeptDrawing()
      painter = Painter(size: size, styles: styles, glyphs: glyphs, isProduction: isProduction)
      HeaderLine.draw(presentation.header, in: rects.header, painter: &painter)
      FooterLine.draw(presentation, in: rects.footer, keys: keys, painter: &painter)
      drawing = LockOverlay.draw(lock, in: rects.body, painter: &painter)
    } else {
      let ground = KeptDrawing.Ground(
        size: size, styles: styles, lettering: Lettering.drawn, isProduction: isProduction, rects: rects)
      painter = Painter(
        size: size, styles: styles, glyphs: glyphs, isProduction: isProduction, over: viewports.kept.begin(ground))
      drawing = drawPanes(presentation, in: rects, focus: focus, viewports: &viewports, painter: &painter)
      drawLines(presentation, in: rects, keys: keys, kept: &viewports.kept, painter: &painter)
      viewports.kept.keep(painter.surface)
      drawing.cursor = drawing.cursor ?? rects[focus].map { $0.inset(by: 1).origin }
      if let above = drawOverlays(presentation, in: rects, viewports: &viewports, painter: &painter) {
        drawing = above
        drawing.cursor = drawing.cursor ?? rects.body.origin
      }
    }
    if let notice = presentation.notice { NoticeLine.draw(notice, in: rects.aboveFooter, painter: &painter) }
    if presentation.isDimmed, !presentation.showsCode { painter.dim(rects.body) }
    let bounds = Rect(size)
    let cursor = drawing.cursor.flatMap { bounds.contains($0) ? $0 : nil } ?? rects.body.origin
    return DrawnScreen(
      surface: painter.surface, cursor: cursor, page: max(1, drawing.page), isWhole: drawing.isWhole,
      paragraphColumns: drawing.paragraphColumns, targets: painter.targets)
  }

  /// The first row and the last one.
  private static func drawLines(
    _ presentation: ScreenPresentation, in rects: PaneRects, keys: KeyInterpreter, kept: inout KeptDrawing,
    painter: inout Painter
  ) {
    if kept.header != presentation.header {
      HeaderLine.draw(presentation.header, in: rects.header, painter: &painter)
      kept.header = presentation.header
    }
    let footer = KeptDrawing.Footer(context: presentation.context, unavailable: presentation.unavailable)
    if kept.footer != footer {
      FooterLine.draw(presentation, in: rects.footer, keys: keys, painter: &painter)
      kept.footer = footer
    }
  }

  /// - Returns: the result of drawing the focused pane.
  private static func drawPanes(
    _ presentation: ScreenPresentation, in rects: PaneRects, focus: PaneID, viewports: inout Viewports,
    painter: inout Painter
  ) -> PaneDrawing {
    var focused = PaneDrawing(cursor: nil, page: 1)
    if rects[.worklist] == nil || presentation.worklist == nil { viewports.kept.worklist = nil }
    for pane in presentation.panes {
      guard let rect = rects[pane] else { continue }
      painter.addTarget(.pane(pane, row: nil), rect)
      let drawn = draw(
        pane, of: presentation, in: rect, isFocused: presentation.overlays.isEmpty && focus == pane,
        viewports: &viewports, painter: &painter)
      if focus == pane { focused = drawn }
    }
    return focused
  }

  private static func draw(
    _ pane: PaneID, of presentation: ScreenPresentation, in rect: Rect, isFocused: Bool, viewports: inout Viewports,
    painter: inout Painter
  ) -> PaneDrawing {
    switch pane {
    case .lookup:
      var fieldIsActive = false
      if case .lookupField = presentation.context { fieldIsActive = true }
      return LookupPane.draw(
        presentation.lookup, in: rect, isFocused: isFocused, fieldIsActive: fieldIsActive, window: &viewports.lookup,
        painter: &painter)
    case .worklist:
      guard let worklist = presentation.worklist else { return PaneDrawing(cursor: nil, page: 1) }
      return WorklistPane.draw(
        worklist, in: rect, isFocused: isFocused, window: &viewports.worklist, kept: &viewports.kept.worklist,
        painter: &painter)
    case .caseDetail:
      return CasePane.draw(
        presentation.casePane, in: rect, isFocused: isFocused, scroll: &viewports.caseDetail, painter: &painter)
    case .form:
      guard let editor = presentation.editor else { return PaneDrawing(cursor: nil, page: 1) }
      return FormPane.draw(
        editor, in: rect, isFocused: isFocused, scroll: &viewports.forms[editor.id, default: AnchoredScroll()],
        painter: &painter)
    }
  }

  /// - Returns: the result of drawing the topmost overlay; nil when there is none.
  private static func drawOverlays(
    _ presentation: ScreenPresentation, in rects: PaneRects, viewports: inout Viewports, painter: inout Painter
  ) -> PaneDrawing? {
    let overlays = presentation.overlays
    var windows = Array(viewports.overlays.prefix(overlays.count))
    var top: PaneDrawing?
    for (index, overlay) in overlays.enumerated() {
      if index == windows.count { windows.append(ScrollWindow()) }
      top = OverlayView.draw(
        overlay, in: overlay.takesScreen ? rects.aboveFooter : rects.body, isTop: index == overlays.count - 1,
        window: &windows[index], question: &viewports.question,
        painter: &painter)
    }
    viewports.overlays = windows
    return top
  }
}

extension ScreenPresentation {
  /// A code is read by a camera, while another window may have the keyboard.
  fileprivate var showsCode: Bool {
    if case .reading(let reading)? = overlays.last { reading.shape == .code } else { false }
  }
}
