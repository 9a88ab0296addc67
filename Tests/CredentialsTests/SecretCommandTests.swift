import Care360
import Foundation
import TestSupport
import Testing

@testable import Credentials

@Suite(.timeLimit(.minutes(6))) struct SecretCommandTests {
  private func run(
    _ words: [String], environment: [String: String] = ["PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C"],
    limit: Duration = .seconds(10)
  ) async -> String {
    let plan = CredentialPlan(apiKey: .command(words))
    return await outcome(Credentials(plan, environment: environment, commandLimit: limit))
  }

  @Test func theFirstLineIsTheSecret() async {
    #expect(await run(["printf", "test-key-1\\n"]) == "test-key-1")
  }

  @Test func argumentsReachTheProgramWithoutAShell() async {
    #expect(await run(["printf", "%s", "$HOME;`id`"]) == "$HOME;`id`")
  }

  @Test func theEnvironmentIsMinimal() async {
    let environment = ["PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C", "SECRET": "leaked", "LD_PRELOAD": ""]
    let names = "env | cut -d= -f1 | grep -v -x -e _ -e PWD -e SHLVL -e OLDPWD | sort | tr '\\n' ,"
    #expect(await run(["/bin/sh", "-c", names], environment: environment) == "HOME,LANG,PATH,")
  }

  @Test func noOtherDescriptorIsInherited() async throws {
    let folder = try TestFolder()
    // Without close-on-exec on purpose.
    let descriptor = open(try folder.file("open", "x"), O_RDONLY)
    defer { close(descriptor) }
    #expect(descriptor > 2)
    #expect(
      await run(["/bin/sh", "-c", "test -e /proc/$$/fd/\(descriptor) && echo inherited || echo closed"]) == "closed")
  }

  @Test func aProgramThatDoesNotExistIsSaidSo() async {
    #expect(
      await run(["/nonexistent/program"])
        == "The API key command /nonexistent/program could not be started: there is no such program.")
    #expect(await run([]) == "The API key command is empty.")
  }

  @Test func aFileThatMayNotBeRunIsSaidSo() async throws {
    let folder = try TestFolder()
    let path = try folder.file("plain", "#!/bin/sh\n", mode: 0o600)
    #expect(await run([path]).hasSuffix("could not be started: this user cannot run it."))
  }

  @Test func aFailureIsSaidWithItsStatusAndNothingOfItsOutput() async {
    #expect(
      await run(["/bin/sh", "-c", "echo secret; echo secret >&2; exit 3"])
        == "The API key command failed with status 3; run it by hand to see why.")
  }

  @Test func aSignalIsSaid() async {
    #expect(await run(["/bin/sh", "-c", "kill -9 $$"]) == "The API key command was ended by signal 9.")
  }

  @Test func nothingPrintedIsSaid() async {
    #expect(await run(["true"]) == "The API key command true printed nothing.")
  }

  @Test func somethingElseThanASecretIsRefusedWithoutEchoingIt() async {
    let answer = await run(["printf", "two words"])
    #expect(
      answer
        == "The API key command printf printed nothing usable. It has a space or tab in it: it must be one word.")
  }

  @Test func endlessOutputIsStopped() async {
    #expect(
      await run(["yes"]) == "The API key command yes printed more than 4096 bytes; it must print the secret only.")
  }

  @Test func aProgramThatHangsIsKilledWithEverythingItStarted() async throws {
    let folder = try TestFolder()
    let note = folder.path + "/pid"
    let answer = await run(["/bin/sh", "-c", "sleep 600 & echo $! > \(note); wait"], limit: .seconds(1))
    #expect(answer == "The API key command did not finish within 1 s and was stopped.")
    let child = try #require(pid_t(String(contentsOfFile: note, encoding: .utf8).trimmingCharacters(in: .newlines)))
    // Killed, and so gone or waiting to be reaped by its new parent.
    #expect(
      await until {
        let state = FileManager.default.contents(atPath: "/proc/\(child)/stat").map {
          String(decoding: $0, as: UTF8.self)
        }
        return state.map { $0.contains(") Z") || $0.contains(") X") } ?? true
      })
  }

  @Test func aProgramThatNobodyWaitsForAnyMoreIsStopped() async throws {
    let folder = try TestFolder()
    let note = folder.path + "/pid"
    let credentials = Credentials(
      CredentialPlan(apiKey: .command(["/bin/sh", "-c", "echo $$ > \(note).new; mv \(note).new \(note); sleep 600"])),
      commandLimit: .seconds(600))
    let one = Task { await outcome(credentials) }
    let other = Task { await outcome(credentials) }
    #expect(await until { FileManager.default.fileExists(atPath: note) })
    let child = try #require(pid_t(String(contentsOfFile: note, encoding: .utf8).trimmingCharacters(in: .newlines)))
    one.cancel()
    other.cancel()
    #expect(await other.value == "The API key command was stopped.")
    #expect(await one.value == "The API key command was stopped.")
    #expect(kill(child, 0) == -1)
  }

  @Test func oneWhoStillWaitsIsEnough() async {
    let waiters = Waiters()
    let (answers, answer) = AsyncStream.makeStream(of: Void.self)
    let work = Task { for await _ in answers { break } }
    #expect(waiters.join() && waiters.join())
    let waiting = (0..<2).map { _ in Task { await waiters.wait { await work.value } } }
    // A task runs the handlers of its cancellation before this returns.
    waiting[0].cancel()
    #expect(!waiters.isAbandoned && waiters.join())
    waiting[1].cancel()
    #expect(!waiters.isAbandoned)
    let last = Task { await waiters.wait { await work.value } }
    last.cancel()
    #expect(await until { waiters.isAbandoned })
    #expect(!waiters.join())
    answer.finish()
    for task in waiting + [last] { await task.value }
  }

  @Test func aProgramThatLeavesSomethingRunningIsNotWaitedFor() async throws {
    let folder = try TestFolder()
    let note = folder.path + "/pid"
    let start = ContinuousClock.now
    #expect(await run(["/bin/sh", "-c", "sleep 600 & echo $! > \(note); echo test-key-1"]) == "test-key-1")
    // A busy machine may be slow, but not as slow as what was left running.
    #expect(ContinuousClock.now - start < .seconds(300))
    kill(try #require(pid_t(String(contentsOfFile: note, encoding: .utf8).trimmingCharacters(in: .newlines))), SIGKILL)
  }

  @Test func standardInputIsEmptyAndThereIsNoTerminal() async {
    #expect(await run(["/bin/sh", "-c", "cat; (exec </dev/tty) 2>/dev/null && echo tty || echo none"]) == "none")
  }
}
