import CDeskSystem
import Foundation
import Testing

/// The C helpers, each in a way that leaves the test process as it was.
@Suite(.serialized) struct SystemTests {
  @Test func aCaughtSignalIsOneByteOnThePipe() throws {
    let pipe = cds_open_signal_pipe()
    #expect(pipe >= 0 && pipe == cds_open_signal_pipe())
    #expect(cds_catch_signal(SIGUSR2) == 0)
    defer { cds_release_signal(SIGUSR2) }
    #expect(kill(getpid(), SIGUSR2) == 0)
    var ready = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
    #expect(poll(&ready, 1, 5000) == 1)
    var byte: UInt8 = 0
    #expect(read(pipe, &byte, 1) == 1 && Int32(byte) == SIGUSR2)
    #expect(read(pipe, &byte, 1) == -1 && errno == EAGAIN)
  }

  @Test func standardErrorGoesToAFileAndComesBack() throws {
    let path = NSTemporaryDirectory() + "cds-\(UUID().uuidString)"
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    defer { close(file) }
    let before = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    defer { close(before) }
    let saved = cds_redirect_stderr(file)
    #expect(saved > 2)
    #expect(write(STDERR_FILENO, "one", 3) == 3)
    #expect(cds_restore_stderr(saved) == 0)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "one")
    #expect(write(file, "two", 3) == 3, "the caller's descriptor stays open")
    #expect(unlink(path) == 0)
    let silenced = cds_redirect_stderr(-1)
    #expect(write(STDERR_FILENO, "gone", 4) == 4)
    #expect(cds_restore_stderr(silenced) == 0)
    #expect(cds_redirect_stderr(1 << 20) == -1 && errno == EBADF)
    #expect(cds_restore_stderr(-1) == -1)
  }

  @Test func argumentsThatAreNotThereAreRefused() {
    #expect(cds_overwrite_argument(0) == -1)
    #expect(cds_overwrite_argument(100_000) == -1)
  }

  @Test func aResetSequenceHasALimit() {
    let long = [CChar](repeating: 0x41, count: 256)
    #expect(cds_set_reset_sequence(long, 256, 1) == -1)
  }
}
