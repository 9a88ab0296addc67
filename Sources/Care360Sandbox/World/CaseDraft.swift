/// One case before it is stored: its row, its products and its documents by section.
struct CaseDraft {
  var record: CaseRecord
  var products: [CaseProductRecord] = []
  var documents: [(CaseSection, JSON)] = []

  mutating func add(_ section: CaseSection, _ document: JSON) {
    documents.append((section, document))
  }
}

/// One customer with all their cases.
struct CustomerDraft {
  var record: CustomerRecord
  var cases: [CaseDraft] = []
}

/// A person as most objects of a case name one.
struct Person {
  let id: String
  let firstName: String
  let lastName: String
  let email: String

  init(_ customer: CustomerRecord) {
    (id, firstName, lastName, email) = (customer.id, customer.firstName, customer.lastName, customer.email)
  }

  init(_ staff: Staff) {
    (id, firstName, lastName, email) = (staff.id, staff.firstName, staff.lastName, staff.email)
  }

  var brief: JSON {
    ["id": .string(id), "firstName": .string(firstName), "lastName": .string(lastName)]
  }

  var withEmail: JSON {
    [
      "id": .string(id), "firstName": .string(firstName), "lastName": .string(lastName), "email": .string(email),
    ]
  }
}
