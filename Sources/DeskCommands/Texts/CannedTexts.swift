import DeskApp
import DeskConfig

extension Invocation {
  /// The same for commands and screen.
  var textLibrary: TextLibrary {
    TextLibrary(own: paths.textsDirectory, site: SitePolicy.textsDirectory(besidePolicy: host.policyFile))
  }

  var texts: CannedTexts { CannedTexts(textLibrary) }
}
