import Testing

@testable import TeamPlace

struct TeamPlaceTests {
  @Test func aFileIsAnAbsolutePath() throws {
    #expect(try TeamPlace("sqlite:/var/lib/casedesk/team.db") == .sqlite(path: "/var/lib/casedesk/team.db"))
  }

  @Test func aHostHasItsPartsAndFiles() throws {
    let text =
      "postgresql://jo%40desk@db.example.com:6432/team?sslmode=verify-full&sslcert=/etc/c.pem&sslkey=/etc/k.pem"
      + "&sslrootcert=/etc/r.pem&passfile=/home/jo/p"
    guard case .postgres(let place) = try TeamPlace(text) else {
      Issue.record("it is another kind")
      return
    }
    #expect(place.host == "db.example.com" && place.port == 6432 && place.database == "team")
    #expect(place.user == "jo@desk" && place.peer == nil && !place.isSocket)
    #expect(
      place.files == [
        "sslcert": "/etc/c.pem", "sslkey": "/etc/k.pem", "sslrootcert": "/etc/r.pem", "passfile": "/home/jo/p",
      ])
  }

  @Test func aUnixSocketHasAFolderAndNoTLS() throws {
    guard case .postgres(let place) = try TeamPlace("postgresql:///team?host=/run/postgresql&requirepeer=postgres")
    else {
      Issue.record("it is another kind")
      return
    }
    #expect(place.host == "/run/postgresql" && place.isSocket && place.port == 5432 && place.user == nil)
    #expect(place.peer == "postgres")
    guard case .postgres(let six) = try TeamPlace("postgresql://[2001:db8::1]:6432/team?sslmode=verify-full") else {
      return
    }
    #expect(six.host == "2001:db8::1" && six.port == 6432)
  }

  @Test(arguments: [
    ("", TeamPlaceProblem.unknownKind), ("mysql://h/d", .unknownKind), ("/var/lib/team.db", .unknownKind),
    ("sqlite:team.db", .relativePath("sqlite:")), ("sqlite:/a/../b.db", .relativePath("sqlite:")),
    ("sqlite:/a/", .relativePath("sqlite:")), ("sqlite:/a.db?mode=rw", .fileOptions), ("sqlite:/a b", .unprintable),
    ("sqlite:/a\u{301}.db", .unprintable), ("postgresql://h\n/d", .unprintable),
    ("postgresql://jo:secret@h/d?sslmode=verify-full", .password),
    ("postgresql://jo:@h/d?sslmode=verify-full", .password), ("postgresql://:s@h/d?sslmode=verify-full", .password),
    ("postgresql://h/d?sslmode=verify-full&password=x", .password), ("postgresql://a:b@c:d@h/d", .password),
    ("postgresql://h/d?sslmode=verify-full&pass%77ord=x", .password),
    ("postgresql://h/d", .weakTLS), ("postgresql://h/d?sslmode=require", .weakTLS),
    ("postgresql://h/d?sslmode=verify-ca", .weakTLS), ("postgresql://h/d?sslmode=VERIFY-FULL", .weakTLS),
    ("postgresql://h/d?sslmode=verify-full&service=x", .unknownOption("service")),
    ("postgresql://h/d?sslmode=verify-full&options=-c", .unknownOption("options")),
    ("postgresql://h/d?sslmode=verify-full&sslmode=disable", .optionTwice("sslmode")),
    ("postgresql://h/d?sslmode=", .emptyOption("sslmode")), ("postgresql://h/d?sslmode", .emptyOption("sslmode")),
    ("postgresql://h/d?sslmode=verify-full&passfile=p", .relativePath("passfile")),
    ("postgresql://h/d?sslmode=verify-full&host=/run", .twoHosts),
    ("postgresql://h/d?sslmode=verify-full&requirepeer=x", .socketOption("requirepeer")),
    ("postgresql:///d", .noHost), ("postgresql:///d?host=h", .relativePath("host")),
    ("postgresql:///d?host=/run&sslmode=disable", .socketOption("sslmode")),
    ("postgresql://h?sslmode=verify-full", .noDatabase), ("postgresql://h/?sslmode=verify-full", .noDatabase),
    ("postgresql://h/a/b?sslmode=verify-full", .noDatabase),
    ("postgresql://h1,h2/d?sslmode=verify-full", .badHost), ("postgresql://h%2fx/d?sslmode=verify-full", .badHost),
    ("postgresql://h:0/d?sslmode=verify-full", .badPort), ("postgresql://h:99999/d?sslmode=verify-full", .badPort),
    ("postgresql://h:/d?sslmode=verify-full", .badPort), ("postgresql://h:5a/d?sslmode=verify-full", .badPort),
    ("postgresql://h/%zz?sslmode=verify-full", .badEscape), ("postgresql://h/%00?sslmode=verify-full", .badEscape),
    ("postgresql://h/%ff?sslmode=verify-full", .badEscape), ("postgresql://h/d?sslmode=verify-full#x", .badHost),
  ])
  func anythingElseIsRefusedWithItsReason(text: String, problem: TeamPlaceProblem) {
    let thrown = #expect(throws: TeamPlaceProblem.self) { _ = try TeamPlace(text) }
    #expect(thrown == problem)
    #expect(thrown?.sentence.contains("secret") == false && thrown?.sentence.hasSuffix(".") == true)
  }
}
