package import Care360

/// Work on files for a form, message or note: canned texts, templates in the configuration folder, bodies of requests wherever they are.
package enum FormFileRequest: Hashable, Sendable {
  case listTemplates
  /// The template that a product's form begins with, for the form of this case.
  case usualTemplate(name: String, ProductID, CaseID)
  case saveTemplate(FormTemplate, name: String, replaces: Bool)
  case deleteTemplate(String)
  /// The body of a request, for the form of this case.
  case read(path: String, CaseID)
  /// `holdsHealthData`: true when no other user may be able to read the file.
  case write([UInt8], path: String, holdsHealthData: Bool)
  /// The canned texts for messages and notes.
  case listTexts
}

/// One answer to each request. Sentences name nothing of a patient.
package enum FormFileAnswer: Sendable {
  case templatesListed([TemplateListing])
  /// Nil when there is no template of that name.
  case usualTemplate(TemplateListing?, name: String, ProductID, CaseID)
  case templateSaved(String)
  /// A template of that name exists; nothing was changed.
  case templateExists(FormTemplate, name: String)
  case templateDeleted(String)
  case read([UInt8], CaseID)
  case written(path: String)
  /// `problems`: sentences about files that cannot be used.
  case textsListed([CannedText], problems: [String])
  case failed(String)
}
