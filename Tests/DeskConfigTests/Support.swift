import Foundation
import TestSupport
import Testing

@testable import DeskConfig

/// The settings of a text that stands in `/etc/desk/config.toml`.
func parsed(_ text: String) -> (settings: Settings, problems: [ConfigProblem]) {
  Settings.parse(text, file: "/etc/desk/config.toml", home: "/home/jo")
}
