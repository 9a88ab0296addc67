import Care360
import Foundation
import Sealing
import Testing

@testable import TeamStore

struct MembershipTests {
  @Test(arguments: Engine.installed) func whoJoinsSeesAllAndBothComparedFingerprints(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    _ = try await bench.store("jo").claim(try sampleCase(), for: .seconds(600))
    let keys = MemoryKeeping()
    let robin = bench.membership("robin", keys)
    let invitation = try await robin.invitation()
    #expect(try await robin.invitation() == invitation, "the pair is made once")
    #expect(await problem { () throws(TeamProblem) in try await robin.join(told: "") } == .notMember)
    let invited = try await bench.membership("jo", bench.keeping).invite(
      try TeamInvitation(invitation.text), as: "robin")
    #expect(invited.member == invitation.fingerprint && invited.team != invited.member)
    #expect(invited.member.description.wholeMatch(of: /([0-9a-f]{4} ){4}[0-9a-f]{4}/) != nil)
    #expect(
      await problem { () throws(TeamProblem) in _ = try await bench.store("robin", keys: keys).claims() } == .notMember)
    try await robin.join(told: invited.team.description.uppercased().replacing(" ", with: ""))
    #expect(try await bench.store("robin", keys: keys).claims().values.map(\.author) == ["jo"])
    let members = try await robin.members()
    #expect(Set(members.values.map(\.name)) == ["jo", "robin"] && members.unreadable == 0)
    #expect(members.values.first { $0.name == "robin" }?.invitedBy == "jo")
    // Inviting the same key again changes nothing.
    _ = try await bench.membership("jo", bench.keeping).invite(invitation, as: "somebody")
    #expect(try await robin.members().values.count == 2)
    #expect(try await bench.count(.memberKey) == 2)
  }

  @Test(arguments: Engine.installed) func aTeamIsBegunOnce(engine: Engine) async throws {
    let bench = try await TeamBench(engine)
    _ = try await TeamMigration(bench.database()).migrate()
    #expect(await problem { () throws(TeamProblem) in _ = try await bench.store().claims() } == .noTeam)
    let results = await withTaskGroup { group in
      for number in 0..<4 {
        group.addTask {
          await problem { () throws(TeamProblem) in
            _ = try await bench.membership("m\(number)", MemoryKeeping()).begin()
          }
        }
      }
      var results: [TeamProblem?] = []
      for await result in group { results.append(result) }
      return results
    }
    #expect(results.filter { $0 == nil }.count == 1)
    #expect(results.compactMap(\.self) == [.hasTeam, .hasTeam, .hasTeam])
    #expect(try await bench.count(.member) == 1)
  }

  @Test(arguments: Engine.installed) func anotherFingerprintIsNotJoined(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let keys = MemoryKeeping()
    let robin = bench.membership("robin", keys)
    let invited = try await bench.membership("jo", bench.keeping).invite(try await robin.invitation(), as: "robin")
    for told in [
      "", invited.member.description, String(invited.team.description.dropLast()), invited.team.description + "x",
    ] {
      #expect(await problem { () throws(TeamProblem) in try await robin.join(told: told) } == .fingerprintDiffers)
    }
    #expect(await keys.kept()?.pin == nil)
  }

  /// Whoever runs the database puts a team of their own in the place of the true one.
  @Test(arguments: Engine.installed) func aKeyThatFollowsFromNoneIsRefused(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let keys = try await bench.join("robin")
    let ring = try #require(await keys.kept())
    let team = try #require(ring.pin?.team)
    let false2 = try TeamKey.random(team: team, epoch: 2)
    let false1 = try TeamKey.random(team: team, epoch: 1)
    let statements = TeamStatements(dialect: bench.database().dialect)
    let state = TeamStatements.Guard(epoch: 2)
    let outcome = try await bench.database().run(
      TeamScript(
        .write,
        [
          statements.turn(to: 2, team: team, sealed: try false2.proof(), TeamStatements.Guard(epoch: 1)),
          try TeamMembership.box(false2, for: ring.pair.publicKey, statements, state),
          statements.insert(
            .teamKey, TeamMembership.keyRow(false2, link: try false1.link(to: false2)), .never, state),
        ]))
    guard case .done = outcome else {
      Issue.record("the key was not planted")
      return
    }
    let store = bench.store("robin", keys: keys)
    #expect(
      await problem { () throws(TeamProblem) in _ = try await store.claim(.notYet, for: .seconds(9)) } == .wrongKey)
    #expect(await keys.kept()?.pin?.epoch == 1)
  }

  @Test(arguments: Engine.installed) func anotherTeamsKeyIsSaid(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let ring = try #require(await bench.keeping.kept())
    let pin = try #require(ring.pin)
    let secret = try GuardedBytes.random(count: 32)
    for wrong in [
      TeamPin(team: pin.team, epoch: 1, secret: secret), TeamPin(team: [1], epoch: 1, secret: pin.secret),
      TeamPin(team: pin.team, epoch: 7, secret: pin.secret),
    ] {
      let store = bench.store("robin", keys: MemoryKeeping(TeamKeyring(pair: ring.pair, pin: wrong)))
      #expect(await problem { () throws(TeamProblem) in _ = try await store.claims() } == .wrongKey)
    }
  }

  @Test(arguments: [
    "", "casedesk-team-1:", "casedesk-team-1:00", "casedesk-team-2:" + String(repeating: "0", count: 64),
    "casedesk-team-1:" + String(repeating: "0", count: 63) + "g", String(repeating: "0", count: 64),
  ]) func otherTextIsNoInvitation(text: String) async {
    #expect(await problem { () throws(TeamProblem) in _ = try TeamInvitation(text) } == .badInvitation)
  }

  /// A public key that a box cannot be sealed to safely.
  @Test func aWeakPublicKeyIsRefused() throws {
    let secret = try GuardedBytes.random(count: 32)
    let weak = [UInt8](repeating: 0, count: 32)
    #expect(try BoxKeyPair.sealed(secret, for: weak) == nil)
  }
}
