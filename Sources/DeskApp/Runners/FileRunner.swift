import Desk

/// Templates, import and export, off the main actor.
@MainActor
final class FileRunner {
  private let forms: FormFiles
  private let work: WorkCount

  init(forms: FormFiles, work: WorkCount) {
    self.forms = forms
    self.work = work
  }

  func run(_ request: FormFileRequest) {
    let forms = forms
    work.start { .files(await Task.detached { forms.answer(request) }.value) }
  }
}
