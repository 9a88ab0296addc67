package import Desk
package import DeskUI
package import Terminal
import CDeskSystem
import FoundationEssentials

/// The desk on a screen: keys in, frames out.
@MainActor
package final class DeskApp {
  /// Keys typed this soon after a confirmation was drawn were meant for what stood there before.
  private static let confirmationGuard = 0.3

  private let terminal: any Terminal
  private var look: Look
  private let loop: DeskLoop<DeskApp>
  private var viewports = Viewports()
  /// The frame on the glass; nil before the first one.
  private var drawn: DrawnScreen?
  private var confirmationDrawnAt: Double?
  private var drawnOverlay: OverlayPresentation?

  /// How the screen is drawn and which keys it takes.
  package struct Look: Sendable {
    package var styles: Styles
    package var glyphs: LineGlyphs
    package var keys: KeyInterpreter
    package var themes: ThemeShelf

    package init(styles: Styles, glyphs: LineGlyphs, keys: KeyInterpreter, themes: ThemeShelf) {
      self.styles = styles
      self.glyphs = glyphs
      self.keys = keys
      self.themes = themes
    }
  }

  package init(
    terminal: any Terminal, settings: DeskSettings, look: Look, store: StorePlan = .sandbox,
    forms: FormFiles = FormFiles(templates: nil, home: nil), profiles: ProfileList = .none, clock: AppClock
  ) {
    self.terminal = terminal
    self.look = look
    loop = DeskLoop(settings: settings, store: store, forms: forms, profiles: profiles, clock: clock)
  }

  /// Draws the first frame, then makes the backend, and runs until the person quits or a signal ends it. The caller
  /// restores the terminal.
  package func run(
    _ backend: @escaping @Sendable () async throws(BackendProblem) -> Backend
  ) async -> DeskEnding {
    await loop.run(on: self, backend)
  }

  /// Returns when no message waits and no work is under way.
  package func idle() async { await loop.idle() }

  // MARK: Input

  private func handle(_ input: TerminalInput) {
    let context = loop.desk.context
    switch input {
    case .key(let key):
      guard !isGuarded(context), let meant = look.keys.input(for: key, in: context, page: drawn?.page ?? 1) else {
        return
      }
      // Nobody accepts what they cannot read.
      guard meant != .command(.confirm) || drawn?.isWhole == true else { return }
      guard drawn?.isTooSmall != true || actsUnseen(meant) else { return }
      loop.tell(.input(drawn?.resolve(meant, in: loop.desk.textWithCursor) ?? meant))
    case .paste(let text):
      // Where nothing can be typed the session says so.
      guard !isGuarded(context), drawn?.isTooSmall != true else { return }
      loop.tell(.input(look.keys.input(forPaste: text, in: context) ?? .pasted(text)))
    case .mouse(.press, let point):
      if let target = drawn?.pointed(at: point) { loop.tell(.pointer(.pointed(target))) }
    case .mouse where drawn?.isTooSmall == true: break
    case .mouse(.wheelUp, _): loop.tell(.pointer(.wheeled(.up)))
    case .mouse(.wheelDown, _): loop.tell(.pointer(.wheeled(.down)))
    // Keys that follow are typed at a screen that shows nothing, whether that was drawn yet or not.
    case .resized: if PaneLayout.isTooSmall(terminal.size) { drawn?.isTooSmall = true }
    case .hangUp: loop.end(by: .signal(1))
    case .interrupt: loop.end(by: .signal(2))
    case .quit: loop.end(by: .signal(3))
    case .terminate: loop.end(by: .signal(15))
    // It saves first; what was taken is told with the next save.
    case .draftWanted: loop.tell(.input(.command(.lock)))
    case .suspendRequested: loop.tell(.input(.command(.suspend)))
    case .resumed:
      drawn?.isWhole = false
      loop.tell(.door(.resumed))
    }
  }

  /// What a key may do while nothing of the session is shown: end or lock, and nothing to what stands on top.
  private func actsUnseen(_ meant: Input) -> Bool {
    switch meant {
    case .command(.interrupt), .command(.lock), .command(.suspend), .command(.redraw): true
    case .command(.quit): loop.desk.topOverlay == nil
    default: false
    }
  }

  /// True while keys typed before a confirmation was drawn may still arrive.
  private func isGuarded(_ context: InputContext) -> Bool {
    guard context == .confirmation else { return false }
    guard let drawn = confirmationDrawnAt else { return true }
    return loop.clock.uptime() - drawn < Self.confirmationGuard
  }

  private func useTheme(_ name: String, isPreview: Bool) {
    let loaded = look.themes.load(name)
    look.styles = loaded.styles
    if !isPreview { loop.post(.looks(.themeUsed(name, problems: loaded.problems))) }
  }

  private func draw() {
    let presentation = loop.desk.presentation(at: loop.clock.now())
    let drawn = ScreenView.draw(
      presentation, size: terminal.size, styles: look.styles, glyphs: look.glyphs, keys: look.keys,
      viewports: &viewports)
    let wasWhole = self.drawn?.isWhole == true
    self.drawn = drawn
    terminal.present(drawn.surface, cursor: drawn.cursor)
    drawnOverlay = presentation.overlays.last
    // What came into view only now is read from now on.
    if drawn.isWhole, !wasWhole { confirmationDrawnAt = nil }
    guard presentation.context == .confirmation else { return }
    if confirmationDrawnAt == nil {
      terminal.discardPendingInput()
      confirmationDrawnAt = loop.clock.uptime()
    }
  }
}

extension DeskApp: DeskFront {
  var waitsForWork: Bool { false }

  func begin(_ post: @escaping @MainActor (TerminalInput) -> Void) {
    draw()
    terminal.setInputHandler(post)
  }

  func take(_ input: TerminalInput) { handle(input) }

  func show() { draw() }

  func run(_ effect: ScreenEffect) {
    switch effect {
    case .redraw: terminal.redraw()
    case .suspend: terminal.suspend()
    case .copy(let text): loop.post(.looks(.copied(text, CopyOutcome(terminal.copyToClipboard(text)))))
    case .listThemes: loop.post(.looks(.themesListed(look.themes.list())))
    case .useTheme(let name, let isPreview): useTheme(name, isPreview: isPreview)
    case .setMouse(let isOn):
      terminal.setMouse(isOn)
      loop.post(.looks(.mouseSet(isOn: isOn)))
    // The loop knows the profiles.
    case .listProfiles: break
    }
  }

  /// A confirmation that came up must be seen before a key can answer it, a second one as much as the first.
  func effectsWereRun() {
    if loop.desk.topOverlay != drawnOverlay { confirmationDrawnAt = nil }
  }
}

extension CopyOutcome {
  fileprivate init(_ answer: ClipboardAnswer) {
    switch answer {
    case .sent: self = .sent
    case .switchedOff: self = .switchedOff
    case .refused: self = .tooLong
    case .unsupported: self = .unsupported
    }
  }
}
