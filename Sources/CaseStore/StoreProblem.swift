/// The reason why the local store did not do its work. Carries only this program's own sentences and values: no library
/// error, no health data (except the drafts of a conflict, which are for the screen and never for a log).
package enum StoreProblem: Error, Hashable, Sendable {
  /// The store cannot be used. Nothing on disk was changed; the caller goes on in memory only.
  case unavailable(StoreObstacle)
  /// The passphrase, or what the key command printed, does not open the store. Nothing on disk was changed.
  case wrongPassphrase
  /// The keys are wiped until the next unlock.
  case locked
  /// The change is not on disk; what was there before is.
  case notSaved(StoreObstacle)
  /// The row is deleted, but its sealed bytes may still be in the file or its log; the next purge removes them.
  case notPurged(StoreObstacle)
  /// The bytes on disk are not the ones that were saved: changed, moved, or replaced by an older state.
  case tampered
  /// The draft on disk is not the one the caller changed. Its text is kept beside it.
  case draftConflict(DraftConflict)
  /// There is no such draft.
  case noSuchDraft
  /// Another session deleted it, or there never was one.
  case noSuchFollowUp

  /// What to tell the person.
  package var sentence: String {
    switch self {
    case .unavailable(let obstacle): "The local store cannot be used: \(obstacle.words)."
    case .wrongPassphrase: "This passphrase or key does not open the local store."
    case .locked: "The local store is locked."
    case .notSaved(let obstacle): "NOT SAVED: \(obstacle.words)."
    case .notPurged(let obstacle): "Deleted, but sealed traces stay on disk until the next purge: \(obstacle.words)."
    case .tampered: "The contents of the local store were changed outside CaseDesk; they are not shown."
    case .draftConflict(let conflict): conflict.sentence
    case .noSuchDraft: "The local store does not have this draft."
    case .noSuchFollowUp: "The local store does not have this follow-up."
    }
  }
}

extension StoreProblem {
  /// The reason alone; fits after a colon, without a full stop.
  var words: String {
    switch self {
    case .unavailable(let obstacle), .notSaved(let obstacle), .notPurged(let obstacle): obstacle.words
    case .wrongPassphrase, .locked, .tampered, .draftConflict, .noSuchDraft, .noSuchFollowUp:
      String(sentence.dropLast())
    }
  }
}

/// The obstacle that keeps the store from working.
package enum StoreObstacle: Hashable, Sendable {
  case diskFull
  case readOnly
  case notPermitted
  case cannotOpen
  case diskFailed
  /// Another process holds it longer than the busy timeout.
  case busy
  /// Found damaged while in use, or while another session has it open; the next start alone moves it aside.
  case damaged
  /// A newer version of this program wrote the store.
  case newerSchema
  /// The store must be migrated first, but another session has it open.
  case otherSession
  case keyFileMissing
  case keyFileDamaged
  /// The store opens with the other kind of secret.
  case opensWithPassphrase
  case opensWithKeyCommand
  /// The secret is empty.
  case emptySecret
  /// The key command prints fewer bytes than a new store accepts.
  case shortKey
  /// The site's recovery key is none that anything could be sealed for.
  case badRecoveryKey
  /// The site names no recovery key any more, and the file for an earlier one cannot be removed.
  case recoveryFileStays
  case noMemory
  /// A folder or file is not private; the sentence (without its full stop) says what to do.
  case place(String)
  case other

  /// Fits after a colon, without a full stop.
  package var words: String {
    switch self {
    case .diskFull: "the disk is full"
    case .readOnly: "the disk or the folder is read-only"
    case .notPermitted: "this user does not have permission"
    case .cannotOpen: "a file cannot be opened"
    case .diskFailed: "the disk failed"
    case .busy: "another process is using it"
    case .damaged: "it is damaged; quit all sessions and start one to repair it"
    case .newerSchema: "a newer version of this program wrote it"
    case .otherSession:
      "it must be brought up to date, but another session of yours has it open; quit that session first"
    case .keyFileMissing: "its key file is gone; put it back from a backup"
    case .keyFileDamaged: "its key file is damaged; put it back from a backup"
    case .opensWithPassphrase: "it opens with a passphrase, not with a key command"
    case .opensWithKeyCommand: "it opens with the key command, not with a passphrase"
    case .emptySecret: "the passphrase or key is empty"
    case .shortKey:
      "the output of key_command is shorter than \(UnlockPolicy.shortestKey) characters and could be guessed; let it run"
        + " openssl rand -hex 32 and print the result"
    case .badRecoveryKey: "recovery_public_key of the site policy is no public key"
    case .recoveryFileStays: "an earlier key still opens the drafts, because the file recovery cannot be removed"
    case .noMemory: "there is not enough memory"
    case .place(let sentence): sentence
    case .other: "it gave an unexpected error"
    }
  }
}

/// Something that the person should know about a store that opened all the same.
package enum StoreNotice: Hashable, Sendable {
  /// A damaged file of recents was moved to `setAside` (a file name in the store's folder) and a new one begun.
  case cacheDamaged(setAside: String)
  /// A damaged file of drafts and follow-ups was moved aside; `rescued` of them were readable and are in the new one. They may
  /// be older than what was saved last.
  case draftsDamaged(setAside: String, rescued: Int)
  /// A file of rows was taken away (its name in the store's folder); a new one was begun. With it went its mark of how far the
  /// activity record reached.
  case fileMissing(String)
  /// The store is on a network file system: one session at a time.
  case networkFileSystem
  /// The file for the site's recovery key could not be brought up to date; why, without a full stop.
  case recoveryNotKept(String)
  /// This file in the store's folder is a sealed copy of the earlier drafts.
  case draftsCopied(to: String)

  /// True when a file of rows had to be begun again.
  var isLoss: Bool {
    switch self {
    case .cacheDamaged, .draftsDamaged, .fileMissing: true
    case .networkFileSystem, .draftsCopied, .recoveryNotKept: false
    }
  }

  /// What to tell the person.
  package var sentence: String {
    switch self {
    case .cacheDamaged(let name):
      "The list of recent cases was damaged; it was set aside as \(name), and a new list was begun."
    case .draftsDamaged(let name, let rescued):
      "The drafts and follow-ups were damaged; CaseDesk could read and keep \(rescued), perhaps in an older state."
        + " The damaged file is \(name)."
    case .fileMissing(let name):
      "The file \(name) of the local store is gone, and the"
        + " \(name == StoreSchema.drafts.name ? "drafts and follow-ups" : "recent cases") in it are lost; a new file was begun."
    case .networkFileSystem: "The local store is on a network file system: only one session can use it at a time."
    case .recoveryNotKept(let words):
      "The site's recovery key for this store is not as the site policy has it: \(words)."
    case .draftsCopied(let name): "The drafts file was updated for this version; a copy of the old file is \(name)."
    }
  }
}
