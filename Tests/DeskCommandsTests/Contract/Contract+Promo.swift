import Foundation

extension ContractRow {
  static let promo: [ContractRow] = [
    ContractRow(words: ["promo", "SAVE10"] + key, code: 0, answer: .result(["promo"])),
    ContractRow(words: ["promo", "SAVE10"] + key, code: 0, answer: .text("SAVE10: 10.00 off.")),
    ContractRow(words: ["promo", "WELCOME15", "--bundle", Known.starter] + key, code: 0, answer: .text("15 % off")),
    ContractRow(
      words: ["promo", "NOSUCH"] + key, code: 3, answer: .error(#""kind":"notFound","message":"NOSUCH: not valid.""#)),
    ContractRow(words: ["promo", "WITHDRAWN"] + key, code: 3, answer: .kind("notFound")),
    ContractRow(
      words: ["promo", "PREMIUM20", "--bundle", Known.starter] + key, code: 3,
      answer: .error(#""kind":"notFound","message":"PREMIUM20: not valid for bundle \#(Known.starter).""#)),
    ContractRow(words: ["promo", "PREMIUM20", "--bundle", Known.premium] + key, code: 0, answer: .text("20.50 off")),
    ContractRow(
      words: ["promo", "SAVE10", "--base-url", "{url}", "--api-key-file", "{folder}/wrong-key"], code: 4,
      answer: .kind("notAuthorized")),
    ContractRow(
      words: ["promo", String(repeating: "A\u{1B}", count: 150)] + key, code: 5,
      answer: .error(#""kind":"invalid","message":"The code has 300 characters; at most 100 are allowed.""#),
      isOffline: true),
    ContractRow(words: ["promo", "SAVE\u{7}10"] + key, code: 5, answer: .kind("invalid"), isOffline: true),
    ContractRow(
      words: ["promo", "SAVE10", "--bundle", "no bundle"] + key, code: 5, answer: .kind("invalid"), isOffline: true),
    ContractRow(
      words: ["promo", "SAVE10", "--bundle", Known.noCase] + key, code: 5, answer: .kind("invalid")),
    ContractRow(
      words: ["promo", "SAVE10"] + key, faults: ["promo:status=429x3"], code: 7, answer: .kind("unavailable")),
    ContractRow(words: ["promo", "SAVE10"] + key, faults: ["promo:html"], code: 7, answer: .kind("malformedAnswer")),
    ContractRow(words: ["promo"] + key, code: 64, answer: .kind("usage"), isOffline: true),
  ]
}
