import Foundation
import Testing

@testable import Care360
@testable import Desk

struct TrendTests {
  private func trends(_ answers: (form: Int, question: String, text: String, day: Int?)...) throws -> [Trend] {
    let forms = Dictionary(grouping: answers, by: \.form).sorted { $0.key < $1.key }.map { _, answers in
      let texts = answers.map { answer in
        let time = answer.day.map { #","createdAt":"2026-11-0\#($0)T10:00:00Z""# } ?? ""
        return #"{"question":{"text":"\#(answer.question)"},"text":"\#(answer.text)"\#(time)}"#
      }
      return #"{"responses":[\#(texts.joined(separator: ","))]}"#
    }
    return Trend.all(of: try Sample.detail(more: #""responses":[\#(forms.joined(separator: ","))]"#))
  }

  private let time = TimeText(zone: testZone, now: Date(timeIntervalSince1970: 1_795_344_120))

  @Test func `Numbers of the same question over several forms are a trend, the oldest first`() throws {
    let found = try trends(
      (1, "Weight <b>now</b>?", "138 lbs", 5), (0, "weight  now?", "151 lbs", 1), (0, "Mood?", "good", 1),
      (1, "Mood?", "better", 5), (2, "Weight now?", "147 LBS", 3))
    #expect(found.map(\.question) == ["weight  now?"])
    #expect(found.first?.words(time) == "151 lbs on Sun 1 Nov, 147 LBS on Tue 3 Nov, 138 lbs on Thu 5 Nov")
    #expect(found.first?.bars == "█▆▁")
  }

  @Test func `What cannot be compared is none`() throws {
    #expect(try trends((0, "W?", "138 lbs", 1)).isEmpty)
    #expect(try trends((0, "W?", "138 lbs", 1), (1, "W?", "60 kg", 2)).isEmpty, "another unit")
    #expect(try trends((0, "W?", "138 lbs", 1), (1, "W?", "140 lbs", nil)).isEmpty, "no time")
    #expect(try trends((0, "W?", "1,000 mg", 1), (1, "W?", "2,000 mg", 2)).isEmpty, "a comma may be either")
    #expect(try trends((0, "W?", "3 to 4", 1), (1, "W?", "5 to 6", 2)).isEmpty)
  }

  @Test func `Numbers that stay the same are a level line`() throws {
    #expect(try trends((0, "W?", "5", 1), (1, "W?", "5", 2)).first?.bars == "▄▄")
  }
}
