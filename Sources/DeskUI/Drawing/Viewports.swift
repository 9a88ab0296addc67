package import Terminal

/// How far each list is scrolled: all that drawing remembers from one screen to the next.
package struct Viewports: Hashable, Sendable {
  package var lookup = ScrollWindow()
  package var caseDetail = ScrollWindow()
  /// By the id of the form: each is where it was when it comes back.
  var forms: [String: FormScroll] = [:]
  /// From bottom to top, as the overlays stand.
  package var overlays: [ScrollWindow] = []

  package init() {}
}

/// How far a form is scrolled: the field at the top, so that it stays there when others above it or the width change.
struct FormScroll: Hashable, Sendable {
  var rowID = ""
  /// Lines of that field that are above the pane.
  var hidden = 0
}
