/// A place in a text.
struct TOMLPlace: Hashable {
  /// From 1.
  let line: Int
  /// From 1, in characters.
  let column: Int
}

/// A TOML value. Its place is the key that sets it, the header of its section or, in a list, its own beginning.
struct TOMLNode: Hashable {
  let place: TOMLPlace
  let value: TOMLValue
}

indirect enum TOMLValue: Hashable {
  case text(String)
  case whole(Int)
  case fraction(Double)
  case flag(Bool)
  case moment(TOMLMoment)
  case list([TOMLNode])
  case table([String: TOMLNode])
}

/// A date, a time or both. Nothing here uses such values, so only their form is checked.
struct TOMLMoment: Hashable {
  enum Kind: Hashable { case offsetDateTime, localDateTime, localDate, localTime }

  let kind: Kind
  /// As it is written.
  let text: String
}
