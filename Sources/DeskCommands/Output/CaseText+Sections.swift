import Care360

extension CaseText {
  /// Every section with its entries; nil entries where the service did not send the list or it cannot be read.
  var sections: [(title: String, entries: [String]?)] {
    [
      ("Products", found.products.map { $0.map(product) }),
      ("Decisions", found.decisions.map { $0.flatMap(decision) }),
      ("Orders", found.orders.map { $0.map(order) }),
      ("Payments", found.payments.map { $0.map(payment) }),
      ("Visits", found.calendarEvents.map { $0.map(visit) }),
      ("Forms", found.forms.map { $0.flatMap(form) }),
      ("Messages", found.comments.map { $0.map(message) }),
      ("Attachments", found.attachments.map { $0.map(attachment) }),
      ("Case history", found.history.map { $0.map(entry) }),
    ]
  }

  private func product(_ product: CaseProduct) -> String {
    let every = product.interval.map { Subscription.words(interval: $0, count: product.intervalCount) }
    return Self.joined([
      product.productName ?? product.productID?.text ?? "product not said", product.status, every,
      product.visitType.map { VisitType(rawValue: $0)?.name ?? $0 },
    ])
  }

  private func decision(_ decision: Decision) -> [String] {
    guard showsHealthData else { return ["\(Self.time(decision.createdAt))  \(Self.mask)"] }
    let verdict = decision.isApproved.map { $0 ? "approved" : "not approved" }
    let head = Self.joined([
      Self.time(decision.createdAt), verdict, decision.category, decision.addedBy.map { "by \($0.name)" },
      decision.text,
    ])
    guard let medicines = decision.medicines else { return [head, "  medicines: the service did not say"] }
    return [head]
      + medicines.map { medicine in
        "  "
          + Self.joined([
            medicine.name ?? "medicine not said", medicine.dosage, medicine.frequency, medicine.period,
            medicine.refillCount.map { "refills \($0)" }, medicine.pharmacyInstructions,
          ])
      }
  }

  private func order(_ order: Order) -> String {
    let tracking = order.trackingID.map { "tracking \($0) (carrier not given)" }
    return Self.joined([Self.time(order.createdAt), order.status, tracking, order.message])
  }

  private func payment(_ payment: Payment) -> String {
    let due = payment.dueDate.map { "due \(Self.time($0))" }
    let paid = payment.paymentDate.map { "paid \(Self.time($0))" }
    return Self.joined([payment.status ?? "status not said", payment.amount, payment.description, due, paid])
  }

  private func visit(_ visit: CalendarEvent) -> String {
    Self.joined([
      Self.time(visit.start), visit.timeZone.map { "(\($0))" }, visit.title ?? visit.topic, visit.status,
      visit.providerName.map { "with \($0)" },
    ])
  }

  private func form(_ form: FormResponse) -> [String] {
    let name = form.name ?? "form without a name"
    guard let answers = form.currentAnswers else { return [name, "  the service did not say"] }
    return [name]
      + answers.map { answer in
        let text = answer.choices.isEmpty ? nil : answer.choices.joined(separator: "; ")
        let shown = masked(text, isHealthData: answer.isPHI) ?? "not answered"
        return "  \(answer.question ?? "question not said"): \(shown)"
      }
  }

  private func message(_ comment: Comment) -> String {
    Self.joined([
      Self.time(comment.createdAt), comment.author?.name, comment.isRestricted ? "INTERNAL, not for the patient" : nil,
      masked(comment.text),
    ])
  }

  private func attachment(_ attachment: Attachment) -> String {
    Self.joined([
      Self.time(attachment.createdAt), attachment.fileName ?? "no file name",
      attachment.isRestricted == true ? "INTERNAL" : nil,
    ])
  }

  private func entry(_ entry: HistoryEntry) -> String {
    let change: String? =
      switch (entry.valueBefore, entry.valueAfter) {
      case (let before?, let after?): "\(before) -> \(after)"
      case (let before, let after): after ?? before
      }
    return Self.joined([
      Self.time(entry.timestamp), entry.type, masked(change, isHealthData: entry.isPHI),
      entry.actor.map { "by \($0.name)" },
    ])
  }
}
