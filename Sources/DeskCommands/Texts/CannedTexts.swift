import DeskApp
import DeskConfig

extension Invocation {
  var texts: CannedTexts {
    CannedTexts(
      TextLibrary(own: paths.textsDirectory, site: SitePolicy.textsDirectory(besidePolicy: host.policyFile)))
  }
}
