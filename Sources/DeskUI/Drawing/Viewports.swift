package import Terminal

/// How far each list is scrolled: all that drawing remembers from one screen to the next.
package struct Viewports: Hashable, Sendable {
  package var lookup = ScrollWindow()
  package var caseDetail = ScrollWindow()
  /// By the id of the form: each is where it was when it comes back.
  package var forms: [String: ScrollWindow] = [:]
  /// From bottom to top, as the overlays stand.
  package var overlays: [ScrollWindow] = []

  package init() {}
}
