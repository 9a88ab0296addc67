import GRDB

/// The tables of the world.
enum WorldSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("world-1") { db in
      try makeCatalogue(db)
      try makeCases(db)
      try db.create(table: "worldState", options: .strict) { table in
        table.primaryKey("id", .integer)
        table.column("seed", .integer).notNull()
        table.column("serial", .integer).notNull()
      }
    }
    // The list of cases walks along this order.
    migrator.registerMigration("world-2") { db in
      try db.create(index: "careCaseByAge", on: "careCase", columns: ["organizationId", "createdAt"])
    }
    // The parts of an address that only a change of the profile gives.
    migrator.registerMigration("world-3") { db in
      try db.alter(table: "customer") { table in
        table.add(column: "address2", .text)
        table.add(column: "country", .text).notNull().defaults(to: "US")
      }
    }
    return migrator
  }

  private static func makeCatalogue(_ db: Database) throws {
    try db.create(table: "organization", options: .strict) { table in
      table.primaryKey("id", .text)
      table.column("name", .text).notNull()
      table.column("apiKey", .text).notNull().unique()
    }
    try db.create(table: "staff", options: .strict) { table in
      table.primaryKey("id", .text)
      table.belongsTo("organization").notNull()
      for name in ["firstName", "lastName", "email", "role"] { table.column(name, .text).notNull() }
      for name in ["title", "npi"] { table.column(name, .text) }
    }
    try db.create(table: "product", options: .strict) { table in
      table.primaryKey("id", .text)
      table.belongsTo("organization").notNull()
      table.column("name", .text).notNull()
    }
    try db.create(table: "bundle", options: .strict) { table in
      table.column("position", .integer).notNull()
      table.primaryKey("id", .text)
      table.belongsTo("organization").notNull()
      for name in ["name", "imageUrl", "description", "price", "priceUnit", "initialDiscount"] {
        table.column(name, .text).notNull()
      }
      for name in ["isSoldOut", "isVisible"] { table.column(name, .integer).notNull() }
    }
  }

  private static func makeCases(_ db: Database) throws {
    try db.create(table: "customer", options: .strict) { table in
      table.primaryKey("id", .text)
      table.belongsTo("organization").notNull()
      for name in ["firstName", "lastName", "email"] { table.column(name, .text).notNull() }
      table.column("phoneNumber", .text).indexed()
      for name in [
        "dob", "gender", "address", "city", "state", "postalCode", "allergies", "healthConditions",
        "currentMedications",
      ] { table.column(name, .text) }
      table.column("createdAt", .text).notNull()
      table.uniqueKey(["organizationId", "email"])
    }
    try db.create(table: "careCase", options: .strict) { table in
      table.primaryKey("id", .text)
      table.belongsTo("organization").notNull()
      table.belongsTo("customer").notNull()
      table.column("shortId", .text).notNull().unique()
      for name in ["type", "title", "status", "createdAt", "updatedAt"] { table.column(name, .text).notNull() }
      for name in ["isArchived", "isEscalated", "isImported"] { table.column(name, .integer).notNull() }
      for name in [
        "assignedAt", "inProgressAt", "closedAt", "referralCode", "closedBy", "inProgressBy", "archiveReason",
        "archiveNote",
      ] { table.column(name, .text) }
      table.belongsTo("productBundle", inTable: "bundle")
      table.belongsTo("doctor", inTable: "staff")
      table.belongsTo("support", inTable: "staff")
    }
    try db.create(table: "caseProduct", options: .strict) { table in
      table.column("position", .integer).primaryKey(autoincrement: true)
      table.column("id", .text).notNull().unique()
      table.belongsTo("case", inTable: "careCase").notNull()
      table.belongsTo("product").notNull()
      table.column("status", .text).notNull()
      for name in ["visitType", "reason", "interval"] { table.column(name, .text) }
      table.column("intervalCount", .integer)
      for name in ["createdAt", "requests"] { table.column(name, .text).notNull() }
      table.uniqueKey(["caseId", "productId"])
    }
    try db.create(table: "caseDocument", options: .strict) { table in
      table.column("position", .integer).primaryKey(autoincrement: true)
      table.belongsTo("case", inTable: "careCase").notNull()
      for name in ["section", "text"] { table.column(name, .text).notNull() }
    }
  }
}
