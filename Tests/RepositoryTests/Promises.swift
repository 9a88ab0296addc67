/// One promise of the program to its users, with the tests that fail when it is broken.
struct Promise {
  let number: Int
  /// Starred promises hold in every release.
  let isStarred: Bool
  let words: String
  /// `Suite.test`, as both stand in the sources.
  let tests: [String]

  init(_ number: Int, isStarred: Bool = false, _ words: String, tests: String...) {
    self.number = number
    self.isStarred = isStarred
    self.words = words
    self.tests = tests
  }

  static let all: [Promise] = [
    access, dataAtRest, dataInTransit, terminal, faultsOfHTTP, faultsOfTheStore, process, supplyChain, messages, team,
  ].flatMap { $0 }

  private static let access: [Promise] = [
    Promise(
      1, isStarred: true, "The screen locks after ten minutes without a key and wipes the key of the store.",
      tests: "LockTests.theLockComesAfterThatManyMinutesWithoutAKey", "LockTests.minutesOutOfRangeAreTheNearestInIt",
      "SettingsTests.aBadSecuritySettingElsewhereStopsTheStartToo",
      "SitePolicyTests.anythingWrongStopsTheStartAndIsPlaced",
      "StorePlanTests.Days, number and idle minutes of the settings hold",
      "StorePlanTests.Only a sandbox asks for nothing",
      "StorePlanTests.The policy bounds the minutes until the lock", "LockTests.theDraftIsSavedBeforeTheKeyGoes",
      "StoreKeeperTests.underTheLockNothingIsKeptAndThePassphraseOpensItAgain",
      "StoreScreenTests.theLockSavesFirstWipesTheKeyAndGivesEverythingBack",
      "UnlockTests.lockingTakesTheKeysOutOfMemory", "MemoryTests.Locked, the passphrase is nowhere in memory",
      "MemoryTests.Locked, the printed key and the typed PIN are nowhere in memory"),
    Promise(
      2, isStarred: true, "Only keys keep the screen open: replies, timers, the mouse and the terminal do not.",
      tests: "OnlyKeysTests.noEventButAKeyPutsTheLockOff", "OnlyKeysTests.theSamplesAreOfEveryKind",
      "AppearanceTests.theMouseIsNoActivity", "TerminalFocusTests.neitherIsActivityForTheLock",
      "ThemeFollowingTests.aReportIsNoActivityAndNothingIsUnlocked"),
    Promise(
      3, isStarred: true, "The lock saves every draft first and leads back to the same field.",
      tests: "LockTests.theDraftIsSavedBeforeTheKeyGoes",
      "LockTests.aStoreThatDoesNotAnswerHoldsItUpForFiveSecondsOnly",
      "LockTests.aFullDiskIsSaidOnTheLockAndTheTextStays", "LockTests.whatWasTypedDuringASaveIsSavedBeforeTheKeyGoes",
      "LockTests.unlockingLeadsBackToTheSameField", "FollowUpDeskTests.theLockWaitsForTheStore"),
    Promise(
      4, isStarred: true, "Twelve hours after an unlock the screen locks, whatever clocks and keys do.",
      tests: "LockTests.afterTwelveHoursItComesHoweverBusy", "LockTests.theTwelveHoursCountFromTheOpeningOfTheStore",
      "LockTests.anUptimeThatGoesBackStretchesNothing", "LockTests.aWallClockThatJumpsChangesNothing",
      "LockTests.aKeyThatComesTooLateLocksAndIsSwallowed",
      "ProbeTests.The lock goes by the clock that runs on while the machine sleeps"),
    Promise(
      5, "Each wrong passphrase costs time and a longer wait, and the fifth ends the program.",
      tests: "UnlockTests.onePassphraseTryTakesATenthOfASecondAtLeast",
      "UnlockTests.wrongTriesWaitLongerAndTheFifthLeaves",
      "LockScreenTests.wrongTriesAreSaidAlikeAndTheLastEndsTheProgram",
      "StoreOpeningTests.Each wrong passphrase waits longer, and the fifth is the last",
      "StoreScreenTests.fiveWrongTriesEndTheProgram"),
    Promise(
      6, isStarred: true, "The record names the operator of each view and write, and nothing else about the patient.",
      tests: "RecordTests.Two users keep records of their own that name them and no patient",
      "StoreTests.The record names who looked at which case and nothing of the patient",
      "StoreTests.A profile that wants a named operator shows nothing of a patient without one",
      "ProfileTests.A shared account shows a patient to a named operator only",
      "RecordRunnerTests.aListIsOneLineWithItsCount", "FileWriteJournalTests.theLoginNameIsNotTakenFromTheEnvironment",
      "ConfirmationTests.The record holds the write and nothing of the patient"),
    Promise(
      7, "The record shows every change to it, and no write starts while it cannot be written.",
      tests: "JournalChainTests.anEditedLineIsNamed", "JournalChainTests.aRemovedLineIsNamedByTheOneAfterIt",
      "JournalChainTests.swappedLinesAreNamed", "ActivityEndTests.linesCutFromTheEndAreMissed",
      "FileWriteJournalTests.folderAndFileArePrivateUnderAnyUmask",
      "RecordTests.On a full disk a write is refused in words and nothing is sent",
      "ActivityTests.A damaged record stops writes until a person acknowledges it",
      "ActivityTests.readsCarryABannerWhileNothingCanBeRecorded"),
    Promise(
      8, isStarred: true, "The token goes to the routes of the token, the key to the others, and neither elsewhere.",
      tests: "HeaderTests.readsCarryTheKeyAndNothingElse", "HeaderTests.actionsCarryTheKeyAndAFreshConnection",
      "HeaderTests.addProductsCarriesTheTokenAndNoKey", "HeaderTests.everyWriteCarriesItsOwnCredentialAlone",
      "NewCaseTests.aBodyIsSentAsItIsWritten",
      "UserChangeTests.theRequestsAreTheDocumentedOnes", "CaseStatusChangeTests.theRequestsAreTheDocumentedOnes",
      "CommunicationTests.theRequestsAreTheDocumentedOnes", "EscalationTests.Only what is given is sent",
      "CredentialsTests.keyAndTokenAreKeptApart", "ProfileTests.The key of a profile goes to no other host"),
    Promise(
      9, "A refused key hides what it gave, and a service that is away hides nothing.",
      tests: "ReadTests.aRotatedKeyIsReadAgainOnce", "ReadTests.aKeyThatIsMissedIsReadAgainOnce",
      "ReadTests.aKeyRefusedTwiceStaysRefused", "RefusedKeyTests.nothingCachedComesBackWithoutAnAnswer",
      "RefusedKeyTests.nothingElseHidesAnything", "StoredDraftTests.aRefusedKeyLeavesDraftsSealed",
      "ActionTests.theyAreOffOffline", "StoreScreenTests.offlineTheCaseOfADraftStaysReadable",
      "WriteGuardTests.aRefusedTokenIsNotTriedAgain"),
  ]

  private static let dataAtRest: [Promise] = [
    Promise(
      10, isStarred: true, "A key is read only from a regular file that its owner alone can read or replace.",
      tests: "SecretFileTests.aFileOpenToOthersIsRefusedWithTheCommandThatMendsIt",
      "SecretFileTests.aFileOfRootIsSharedWithTheGroupOfThePolicyOnly", "SecretFileTests.aSymbolicLinkIsRefused",
      "SecretFileTests.aFIFOIsRefusedWithoutWaitingForAWriter", "SecretFileTests.aFolderAndADeviceAreRefused",
      "SecretFileTests.aFolderThatOthersMayWriteToIsRefused",
      "SecretFileTests.aFolderFurtherUpIsJudgedByOwnerAndModeWithoutBeingListed",
      "SecretFileTests.aFileOrFolderOfAnotherUserIsRefused",
      "SecretFileTests.swappingTheFileBetweenCheckAndReadGainsNothing"),
    Promise(
      11, isStarred: true, "Every file and folder is for its owner alone from its first instant, under any umask.",
      tests: "PrivacyTests.everyFileAndFolderIsPrivateUnderAnyUmask",
      "PrivacyTests.filesAreMadePrivateAndOnlyInTheFolder",
      "FileWriteJournalTests.folderAndFileArePrivateUnderAnyUmask",
      "StoreTests.Every file is the owner's alone from its first instant",
      "SealTests.What it makes is for its user alone, under whatever mask it was started"),
    Promise(
      12, isStarred: true, "A day's work leaves no readable word of a patient on disk.",
      tests: "PrivacyTests.noPlaintextIsInAnyFile", "PrivacyTests.theSearchFindsWhatIsThere",
      "WorklistDayTests.A day with the worklist, a message and a note leaves no word of a patient on disk",
      "StoreTests.A kill loses at most what was typed in the last two seconds",
      "TraceTests.A write without an answer is found by the re-read, done once, and recorded without the patient",
      "TraceTests.What is typed and shown is written into no file outside the home folder"),
    Promise(
      13, isStarred: true, "A row that was changed, swapped or put back from an older state is refused and reported.",
      tests: "TamperTests.everyChangedByteOfARowIsRefused", "TamperTests.everySwappedPairIsRefused",
      "TamperTests.anOldStateOfARowIsRefused", "TamperTests.aDeletedRowThatIsPutBackIsRefused",
      "TamperTests.aRowThatIsTakenAwayIsReported", "TamperTests.aRescueTakesNoSwappedRow",
      "TamperTests.anOldManifestIsRefusedByAProcessThatSawANewerOne", "TamperTests.changedRecentsAreLeftOutAndCounted",
      "SealedBoxTests.everyFlippedBitIsRefused"),
    Promise(
      14, isStarred: true, "The store writes no temporary file outside its own folder.",
      tests: "SettingTests.everyConnectionIsSet", "PrivacyTests.filesAreMadePrivateAndOnlyInTheFolder"),
    Promise(
      15, isStarred: true, "A copy of the whole data folder opens with the secret only.",
      tests: "CopyTests.aCopyInAnotherUsersHandsOpensWithTheSecretOnly",
      "UnlockTests.thePassphraseOpensAndAnotherDoesNot", "CopyTests.anArchiveHoldsNeitherKeyNorText"),
    Promise(
      16, isStarred: true, "Without a passphrase the program keeps nothing on disk, says so, and locks with a PIN.",
      tests: "StoreScreenTests.workingWithoutTheStoreKeepsNothing",
      "StoreOpeningTests.workingWithoutTheStoreIsSaidAndAsksForAPIN", "StoreOpeningTests.theSandboxAsksForNothing",
      "StorePlanTests.Only a sandbox asks for nothing", "UnlockTests.thePINOfASessionIsKnownToItAlone",
      "AutosaveTests.withoutAStoreNothingIsSavedAndThatIsSaid",
      "DraftsModelTests.onlyTypedTextIsLostAndOnlyWithoutAStoreOrAfterAFailure"),
    Promise(
      17, "Two operators of one account have stores that neither opens for the other.",
      tests: "PlaceTests.operatorsOfOneAccountHaveStoresOfTheirOwn", "PlaceTests.noTwoNamesShareAFolder"),
    Promise(
      18, "Cases go from file and log after their days, and with a purge.",
      tests: "RecentsTests.retentionByAgeAndByNumber", "RecentsTests.whatIsPurgedIsGoneFromFileAndLog",
      "StoreScreenTests.aCaseThatNobodyOpenedForLongIsForgottenAtTheStart",
      "StoreListTests.What is past its days is not shown, and is gone",
      "CachePurgeTests.Not one file holds the sealed bytes afterwards"),
    Promise(
      19, "A file that was rebuilt after damage is private and sealed, and the damaged one expires.",
      tests: "PrivacyTests.noPlaintextIsInAnyFile", "DamageTests.whatWasSetAsideOfTheCacheExpires",
      "DamageTests.whatWasSetAsideOfTheCacheGoesWithAPurge"),
    Promise(
      20, isStarred: true, "A crash shows no patient data and writes no core file.",
      tests: "EndingTests.A crash shows nothing of a patient, writes no core file and gives the terminal back",
      "EndingTests.Another program that crashes there leaves a core file",
      "EndingTests.Without an alternate screen nothing of a patient stays, killed, crashed or quit",
      "ProbeTests.A message that runs out of stack ends as every crash",
      "ProbeTests.Running out of stack gives the terminal back"),
    Promise(
      21, isStarred: true, "Logs and messages hold neither patient data nor secrets, whatever the service does.",
      tests: "NothingLeaksTests.A service that fails brings nothing into log and messages",
      "NothingLeaksTests.A command that is stopped brings nothing into log and messages",
      "HouseRuleTests.aCaughtErrorIsNeverPutIntoText", "HouseRuleTests.aTextOfAnErrorIsFound",
      "HeaderTests.noFailureHoldsTheKeyOrTheQuery", "AnswerTests.sentencesHoldNothingOfTheAnswer",
      "SettingTests.everyConnectionIsSet"),
  ]

  private static let dataInTransit: [Promise] = [
    Promise(
      22, isStarred: true, "Requests leave by https only, and by plain http to this machine alone.",
      tests: "BaseURLTests.areTaken", "BaseURLTests.areRefused", "SendCheckTests.onlyAllowedURLsAreConnectedTo",
      "SettingsTests.aBadSecuritySettingStopsTheStart",
      "ForeignListenerTests.Nothing is sent to a port that another user listens on"),
    Promise(
      23, isStarred: true, "A bad certificate is refused within two seconds, before a byte of the request.",
      tests: "TLSTests.isRefused", "TLSTests.aGoodCertificateIsTakenFromTheSiteAuthorityOnly",
      "TLSTests.whatSpeaksNoTLSIsRefused", "CertificateCheckTests.aNameIsTakenAsAWholeOnly",
      "CertificateCheckTests.everyRefusalHasItsOwnSentence"),
    Promise(
      24, isStarred: true, "No environment variable changes the route or the trust of a request.",
      tests: "ProcessTests.theEnvironmentCannotRedirectUs", "NameTests.theEnvironmentCannotRename",
      "ProcessTests.Variables that rename hosts are gone before the first look-up",
      "PolicyTests.aProxySeesWhereToConnectAndNothingOfOurs",
      "ConnectionTests.A far service is reached through the proxy of the policy alone"),
    Promise(25, isStarred: true, "The program follows no redirect.", tests: "RedirectTests.nothingIsFollowed"),
    Promise(
      26, isStarred: true, "A key is one word of printable ASCII, and no refusal repeats it.",
      tests: "SecretTests.whatIsAroundItIsNoPartOfIt", "SecretTests.othersAreRefusedWithoutEcho",
      "SecretTests.fourKiBIsTheLimit", "SecretFileTests.contentThatIsNoKeyIsRefusedWithoutEchoingIt",
      "SecretFileTests.theLargestFileIsReadAndOneByteMoreIsRefused"),
    Promise(
      27, isStarred: true, "An address is encoded in its query and stands in no log, title or record.",
      tests: "HeaderTests.theQueryKeepsItsEncoding", "ReadTests.theDetailAsksForOrdersVisitsAndProducts",
      "NothingLeaksTests.A service that fails brings nothing into log and messages",
      "ProfileTests.The log holds the exit code and nothing of the patient",
      "WindowTitleTests.noTitleOfASessionSaysMoreThanEnvironmentAndUnsavedDrafts",
      "RecordTests.Two users keep records of their own that name them and no patient",
      "TraceTests.An identifier among the arguments is overwritten"),
    Promise(
      28, "An answer that is late or about another case changes nothing.",
      tests: "NavigationTests.anAnswerBelongsToItsQuestion", "LookupRunTests.anAnswerToAnOlderQuestionIsDropped",
      "LookupRunTests.anAnswerAboutAnotherCaseIsNone", "AnswerTests.aReplyAboutAnotherCaseIsRefused",
      "WriteTests.aReadAfterAWriteIsDroppedWhenAnotherCaseIsShown"),
  ]

  private static let terminal: [Promise] = [
    Promise(
      29, isStarred: true, "No text of the service acts on the terminal, on any screen at any width.",
      tests: "HostileServiceTests.Nothing foreign reaches the terminal on a walk through every screen",
      "HostileServiceTests.Nothing foreign reaches the terminal in the list and the jobs of the day",
      "HostileServiceTests.The check sees each of the attacks where it comes through",
      "HostileTextTests.staysInsideItsPane", "HostileTextTests.overlaysLeaveHeaderFooterAndTheEdgesOfTheScreenAlone",
      "SanitiserTests.nothingInvisibleOrActiveIsLeft", "SanitiserTests.mixturesAreSafeToo"),
    Promise(
      30, isStarred: true, "A control character in a line is a visible mark and moves no cursor.",
      tests: "SanitiserTests.placeholders", "SanitiserTests.nothingInvisibleOrActiveIsLeft",
      "HostileTextTests.staysInsideItsPane", "SurfaceTests.A plain text is the same whole and character by character",
      "SurfaceTests.noCallTouchesACellOutsideItsClip",
      "CraftTests.What is drawn stands in the cells it was given, whatever it is made of"),
    Promise(
      31, isStarred: true, "Invisible and reversed text is marked, and a question warns of mixed alphabets.",
      tests: "SanitiserTests.placeholders", "SanitiserTests.lookAlikesAreDrawnDifferently",
      "LookAlikesTests.mixedScriptsAreFound", "ConfirmationTests.aNameWithLettersOfTwoAlphabetsIsFlagged",
      "WriteQuestionTests.aNameWithLettersOfTwoAlphabetsIsFlagged",
      "ActionTests.aConfirmationNamesPatientCaseAndChange",
      "ConfirmationTests.The question names environment, patient, case and change",
      "HostileTextTests.aConfirmationNeverDrawsTwoNamesAlike"),
    Promise(
      32, "Answers with signs of markup are drawn letter by letter.",
      tests: "SanitiserTests.printableTextIsDrawnLiterally", "TextWidthTests.wrappedLinesFitAndLoseNoVisibleCharacter",
      "CaseSectionsTests.longTextIsCutIntoPiecesThatLoseNothing"),
    Promise(
      33, isStarred: true, "Every text has as many columns on the terminal as the program counts.",
      tests: "CraftTests.What is drawn stands in the cells it was given, whatever it is made of",
      "DrawingRulesTests.ncursesMovesItsCursorByTheColumnsWeCount",
      "DrawingRulesTests.aCellThatTheLibraryMeasuresDifferentlyIsRefused",
      "SurfaceTests.aWideGlyphAtTheBorderBecomesABlank", "SurfaceTests.overwritingHalfAWideGlyphBlanksTheOther",
      "SurfaceTests.noCallTouchesACellOutsideItsClip", "TextWidthTests.truncationNeverExceedsItsColumns",
      "SanitiserTests.aStormOfMarksKeepsFourAndSaysThatThereWereMore"),
    Promise(
      34, isStarred: true, "Text outside the screen passes the same filter.",
      tests: "HostileServiceTests.Nothing foreign leaves by the commands and the line-by-line mode",
      "HostileContractTests.No attack leaves the program by any command",
      "HostileQuestionTests.aHostileTextOfThePatientDoesNothing",
      "HostileMachineTests.nothingOfItActsOnTheTerminal", "JSONTests.noControlCharacterIsWritten",
      "WriteTests.Text of a form cannot act on the terminal or pretend to be another line",
      "StoreListTests.Foreign text in a recent stays on its line",
      "FileWriteJournalTests.settlingAnUnknownIdIsRefusedWithoutRepeatingControlCharacters",
      "LineScreenTests.foreignTextCannotActOnTheTerminal"),
    Promise(
      35, "The clipboard gets only what was asked for, and the title nothing of the service.",
      tests: "SSHTests.A visit over SSH looks up, resizes, pastes, copies and leaves nothing",
      "HostileServiceTests.Nothing foreign reaches the terminal on a walk through every screen",
      "DrawingRulesTests.onlyBase64ReachesTheClipboardSequence", "SitePolicyScreenTests.theClipboardCanBeKeptOff",
      "SitePolicyScreenTests.onlyIDsAndLinksCanBeCopiedWhereThatIsTheRule",
      "ClipboardTests.Only a copy that is allowed reaches the clipboard",
      "WindowTitleTests.noTitleOfASessionSaysMoreThanEnvironmentAndUnsavedDrafts"),
    Promise(
      36, isStarred: true, "A paste is text and presses no key.",
      tests: "PasteTests.controlBytesAreStripped", "PasteTests.anInnerEndMarkerOpensNoWayOut",
      "PasteTests.aMissingEndMarkerDeliversTheTextAndGivesTheKeyboardBack", "PasteTests.tenMegabytesAreTheMost",
      "PasteTests.noBytesInsideAPasteBecomeKeys", "KeyInterpreterTests.aPasteIsText",
      "LookupScreenTests.pastedLinesNeverPressAKey", "DayTests.A pasted line of commands is not obeyed"),
    Promise(
      37, isStarred: true, "A key that was typed before a question was on the screen does not answer it.",
      tests: "ActionScreenTests.keysTypedBeforeTheConfirmationWasSeenAreDropped",
      "ActionScreenTests.aQuestionIsReadFromTheAnswerOfTheTerminalOn",
      "LateKeyScreenTests.aKeyThatIsReadLateAnswersNoQuestion", "GlassTests.theMomentIsCountedFromTheDrawing",
      "LineScreenTests.aLineTypedBeforeTheQuestionDoesNotAcceptIt",
      "TypedAheadTests.On a terminal the keys before the questions send nothing, and send nothing twice",
      "ProbeTests.Keys that were thrown away are not handed over, decoded or not",
      "InputDecoderTests.answersOfTheTerminalAreSwallowed"),
    Promise(
      38, isStarred: true, "On every terminal and in every locale the program works or leaves with a sentence.",
      tests: "TerminalTypeTests.A terminal that cannot be drawn on gets a sentence and 64",
      "TerminalTypeTests.Without a cursor to move the whole job is done line by line, and no escape is sent",
      "TerminalTypeTests.A locale without UTF-8 gets no byte above 127",
      "DamagedTerminalTests.A damaged description is worked with, or told in words and left",
      "TerminalEnvironmentTests.badNamesAreRefusedBeforeTheyAreLookedUp",
      "CompiledDescriptionTests.onlyTheSystemsOwnIsTrusted",
      "ForeignInputTests.What is typed is UTF-8 in every locale"),
    Promise(
      39, isStarred: true, "Exit, lock and suspend leave no patient data on the terminal.",
      tests: "EndingTests.A signal ends it with 128 and the signal, and clears the screen",
      "EndingTests.Without an alternate screen nothing of a patient stays, killed, crashed or quit",
      "EndingTests.Without an alternate screen nothing of a patient stays while it is suspended",
      "StoreTests.The lock leaves nothing of a patient on the glass or behind it",
      "CraftTests.Suspending clears the screen first and locks on return",
      "JobTests.Ended behind the shell it leaves nothing of a patient, and the shell its modes"),
    Promise(
      40, "A storm of sizes neither crashes the program nor shows what the lock covers.",
      tests: "CraftTests.A storm of sizes ends with a whole screen, and shows nothing under the lock",
      "ScreenPropertyTests.theCursorIsOnTheScreenAtEverySize", "ScreenPropertyTests.nothingIsDrawnBelowTheLock"),
  ]

  private static let faultsOfHTTP: [Promise] = [
    Promise(
      41, isStarred: true, "One confirmation sends at most one request, whatever the server does.",
      tests: "WriteFaultTests.onePostAndOneOutcome", "WriteFaultTests.onePostBesideAWarmConnection",
      "RedirectTests.nothingIsFollowed"),
    Promise(
      42, isStarred: true, "A write ends as not sent, refused, done or unknown, and unknown is never called failed.",
      tests: "WriteFaultTests.onePostAndOneOutcome", "WriteFaultTests.nobodyListensMeansNotSent",
      "WriteFaultTests.aHandshakeThatStallsMeansNotSent", "WriteFaultTests.cancelledBeforeTheBodyMeansNotSent",
      "WriteFaultTests.cancelledAfterTheBodyMeansUnknown", "RetryAfterTests.aShutGateNeverGivesTheBodyAway",
      "AnswerTests.aWriteEnds",
      "WriteGuardTests.aFailureIsNotSentOrUnknown",
      "ActionScreenTests.aBundleChangeThatDidNotHappenIsNeverCalledNotDone"),
    Promise(
      43, isStarred: true, "A write is on disk before its first byte leaves, and survives a kill at any time.",
      tests: "WriteGuardTests.theIntentIsOpenedBeforeAndClosedAfter",
      "WriteGuardTests.aJournalThatFailsMeansNothingIsSent", "FileWriteJournalTests.onlyAnUnknownOutcomeStaysUnsettled",
      "JournalKillTests.noKillHidesAnOpenWriteOrBringsAnEndedOneBack",
      "RecordTests.A kill during a write leaves a record of it",
      "RecordTests.A record that the disk does not take stops the write"),
    Promise(
      44, isStarred: true, "A write of unknown outcome blocks the same write until its history was shown.",
      tests: "WriteGuardTests.anUnknownWriteBlocksTheSameOneUntilItsHistoryWasShown",
      "FileWriteJournalTests.ofTwoSameWritesAtOnceOnlyOneOpens",
      "FileWriteJournalTests.aConsentIsAboutTheAttemptsThatWereShown",
      "TypedAheadTests.Consent to repeat is about the attempts that were shown",
      "ConfirmationTests.A write of unknown outcome blocks the same write until it is settled",
      "ActionTests.theyAreOffWhileAChangeIsBeingSent", "WriteTests.theSameWriteIsRepeatedOnlyWithItsHistoryShown"),
    Promise(
      45, "Every write has a connection of its own.",
      tests: "WriteFaultTests.everyWriteHasAFreshConnection", "WriteFaultTests.onePostBesideAWarmConnection"),
    Promise(
      46, isStarred: true, "Reads alone are tried again, three times at most, and Esc ends them at once.",
      tests: "ReadFaultTests.typedErrorAndBoundedTries", "ReadFaultTests.theSecondTrySucceeds",
      "ReadFaultTests.pausesGrowWithFullJitter", "ReadFaultTests.cancellingEndsAReadAtOnce",
      "ReadFaultTests.cancellingEndsAPauseAtOnce", "RetryAfterTests.fiftyClientsDoNotComeBackTogether",
      "LookupScreenTests.escCancelsALookupThatRuns", "WriteFaultTests.onePostAndOneOutcome"),
    Promise(
      47, "A wait that the service asks for is bounded, whatever the header holds.",
      tests: "RetryAfterTests.isReadOrIgnored", "ReadFaultTests.retryAfterIsWaitedForWhenItFits",
      "ReadFaultTests.aRetryAfterThatDoesNotFitIsTold", "ReadTests.theWaitThatTheServiceAsksForIsKept",
      "WriteFaultTests.onePostAndOneOutcome"),
    Promise(
      48, isStarred: true, "A deadline ends the whole request, however slowly the server answers.",
      tests: "DeadlineTests.aTrickleDoesNotStretchThem", "DeadlineTests.aStalledHandshakeEndsWithTheDeadline",
      "DeadlineTests.theConnectTimeoutCoversTheHandshake", "NameTests.aNameServerThatNeverAnswersStretchesNoDeadline",
      "StalledReadTests.Keys are answered while a read stalls, and Esc ends it"),
    Promise(
      49, isStarred: true, "An answer stops at its caps and takes little memory.",
      tests: "CapTests.aBodyWithoutEndStops", "CapTests.anAnnouncedGigabyteIsNotBegun", "CapTests.aMillionHeadersStop",
      "CapTests.oneHeaderWithoutEndStops", "CapTests.headersUpTo64KiB", "CapTests.stringsUpToOneMebibyte",
      "CapTests.aGzipBombIsNeverInflated", "ProcessTests.aBodyWithoutEndStaysInBoundedMemory"),
    Promise(
      50, isStarred: true, "Only whole JSON in the documented shape counts as an answer.",
      tests: "AnswerTests.aReadBecomes", "AnswerTests.aWriteEnds", "AnswerTests.noCutAnswerCounts",
      "AnswerTests.otherEncodingsAndDepthsAreRefused", "AnswerTests.aWrongShapeIsToldWithItsStatus",
      "JSONTests.theFaultIsNamedWithItsPlace", "JSONTests.aDocumentMayBe512LevelsDeep",
      "CaseDecodingTests.anyValueUnderAnyKeyIsSurvived", "ReadFaultTests.typedErrorAndBoundedTries"),
  ]

  private static let faultsOfTheStore: [Promise] = [
    Promise(
      51, isStarred: true, "A kill loses no acknowledged draft and at most two seconds of typing.",
      tests: "KillTests.noKillLosesAnAcknowledgedDraft",
      "StoreTests.A kill loses at most what was typed in the last two seconds",
      "AutosaveTests.theFirstChangeStartsTheTimerAndItsEndSaves", "AutosaveTests.noChangeIsEverForgotten"),
    Promise(
      52, "A power cut loses no acknowledged draft.",
      tests: "PowerLossTests.aSaveIsToldOnceEverythingItNeedsIsSynced",
      "PowerLossTests.aLogThatEndsAnywhereHoldsEveryAcknowledgedDraft",
      "PowerLossTests.framesMissingAfterTheLastSyncCostNoAcknowledgedDraft",
      "PowerLossTests.aHalfCarriedOverLogIsCarriedOverAgain"),
    Promise(
      53, isStarred: true, "A damaged file is set aside once and told, and its readable drafts are rescued.",
      tests: "DamageTests.flippedBytesAnywhere", "DamageTests.aFlippedByteInTheHeaderCostsNoDraft",
      "DamageTests.cutsAtEachPage", "DamageTests.garbageTextAndForeignDatabases", "DamageTests.aDamagedLog",
      "DamageTests.aSecondDamageDoesNotOverwriteWhatWasSetAside",
      "DamageTests.aDamagedFileThatAnotherSessionHasOpenStays", "StoreKeeperTests.whatBefellTheFilesIsToldOnce",
      "StoreOpeningTests.whatBefellTheStoreIsShown"),
    Promise(
      54, isStarred: true, "An error that is no damage changes no file of the store.",
      tests: "FaultTests.anErrorAtTheStartIsNoReasonToTouchAFile", "ObstacleTests.aHeldFileIsBusyAndNotTouched",
      "ObstacleTests.aReadOnlyDiskIsSaidSo", "ObstacleTests.aDiskThatIsFullAtTheStartIsSaidSoAndNothingIsTouched",
      "UnlockTests.thePassphraseOpensAndAnotherDoesNot",
      "StoreOpeningTests.A store that cannot be used is a failure with its reason, and stays as it is",
      "StoreScreenTests.aStoreThatCannotBeUsedIsSaidAndTheWorkGoesOn"),
    Promise(
      55, isStarred: true, "A full disk loses nothing that was saved, marks what is not, and recovers.",
      tests: "ObstacleTests.aFullDiskLosesNothingOlderAndRecovers",
      "ObstacleTests.aDiskThatIsFullAtTheStartIsSaidSoAndNothingIsTouched",
      "FaultTests.anErrorWhileSavingLosesNothingThatWasSaved",
      "AutosaveTests.afterAFailureTheMarkStaysUntilASaveSucceeds",
      "NoHomeTests.On a disk that fills up a draft is marked not saved, and saved when there is room again"),
    Promise(
      56, "Without a usable home folder the program works in memory and sends no write.",
      tests: "NoHomeTests.The screen works in memory, says so once, and sends no write",
      "ObstacleTests.aHomeThatIsNoFolderIsSaidSo"),
    Promise(
      57, isStarred: true, "Two sessions of one operator never overwrite each other's drafts.",
      tests: "TwoSessionsTests.randomSavesTakeoversAndDeletionsLoseNoText",
      "DraftTests.twoSessionsNeverOverwriteEachOther", "DraftTests.anEarlierStateOverwritesNoThirdSession",
      "DraftTests.twoNewDraftsOfOneFormAreBothKept",
      "ObstacleTests.twoOpenSessionsWriteWithoutABusyError", "SessionTests.aSessionIsAliveUntilItsProcessIsKilled",
      "StoreScreenTests.twoTextsOfOneDraftAreBothKeptUntilThePersonDecides",
      "StoreTests.Another session takes the draft over with everything typed"),
    Promise(
      58, "On a network file system the store keeps no log and serves one session.",
      tests: "ObstacleTests.aNetworkFileSystemGetsNoLogAndOneSession",
      "ObstacleTests.fileSystemsOfSeveralMachinesAreToldFromLocalOnes",
      "ObstacleTests.aStoreBegunOnANetworkFileSystemLeavesNothingBeside", "SettingTests.onANetworkFileSystemToo"),
    Promise(
      59, isStarred: true, "Every earlier store opens with all that is in it, and a newer one is left alone.",
      tests: "HistoryTests.anEarlierStoreOpensWithAllThatIsInIt",
      "SegmentTests.anOldRecordStaysByteForByteAndTheChainGoesOn",
      "SettingTests.anOlderStoreIsBroughtUpToDateAndACopyOfTheDraftsKept",
      "SettingTests.noTablesAreChangedWhileAnotherSessionIsLive",
      "SettingTests.aMigrationThatFailsHalfwayLeavesTheStoreAsItWas", "SettingTests.everyConnectionIsSet",
      "ObstacleTests.aNewerStoreIsLeftAsItIs"),
  ]

  private static let process: [Promise] = [
    Promise(
      60, isStarred: true, "No secret stands among arguments or variables, and no child inherits one.",
      tests: "ProcessTests.Key and token stand neither among the arguments nor in the environment",
      "ProcessTests.An identifier among the arguments is gone from the process list",
      "SecretCommandTests.theEnvironmentIsMinimal", "SecretCommandTests.noOtherDescriptorIsInherited",
      "SettingsFileTests.securitySettingsAreNeverTakenFromTheEnvironment",
      "SettingsTests.aBadSecuritySettingStopsTheStart"),
    Promise(
      61, isStarred: true, "The process is sealed before it reads its first secret, and stays so.",
      tests: "SealTests.The process is sealed before it opens a key file",
      "SealTests.A process that cannot be sealed reads no key and says why",
      "SealTests.A debugger of the same user cannot attach",
      "ProfileTests.The new run is sealed before it opens its key",
      "EndingTests.A kill that cannot be caught clears the screen and gives the terminal back",
      "EndingTests.Without its guard it leaves the screen until it is reset, as the manual says",
      "ProcessTests.An identifier among the arguments is gone from the process list"),
    Promise(
      62, isStarred: true, "A terminal that goes away ends the program, and what was typed is kept.",
      tests: "LastKeysTests.The program ends when its terminal is closed without a signal",
      "LineModeTests.It ends when its terminal is closed without a signal",
      "EndingTests.The program is gone after its window closed",
      "StoreTests.A line that is cut saves what was typed, and the program is gone",
      "SSHTests.A connection that is cut in mid-typing loses nothing", "StoreScreenTests.whatWasTypedSurvivesASignal",
      "DeskLoopTests.aSaveThatTakesTooLongDoesNotHoldTheFirstSignalUp", "LineModeTests.An empty input ends it"),
    Promise(
      63, isStarred: true, "Every signal ends, stops or continues the program cleanly.",
      tests: "EndingTests.A signal ends it with 128 and the signal, and clears the screen",
      "JobTests.Suspended and sent to the background it leaves the shell alone, and comes back locked",
      "JobTests.Stopped and continued by another process it leaves the shell alone",
      "JobTests.Every continuation in the foreground takes the modes again and locks",
      "JobTests.Suspended while it asks for a secret it gives the echo back",
      "JobTests.Where nobody could continue it, it does not stop and is locked",
      "CraftTests.A storm of sizes ends with a whole screen, and shows nothing under the lock",
      "LineModeTests.A signal during a secret gives the echo back", "LineModeTests.It ends where nobody reads any more",
      "ClosedPipeTests.aReadEndsInSilenceAndItsExitCodeSaysWhy",
      "ProcessTests.A write that was done says so where its output cannot be written",
      "ProcessTests.A signal after a write was sent ends with 8"),
    Promise(
      64, "The program runs for hours without growing, and rests while nobody uses it.",
      tests: "IdleTests.An idle screen sends nothing and wakes no thread, with a case, a list and a form open",
      "IdleTests.The same work again and again takes no more memory, files or threads",
      "SoakTests.Any work at all leaves no memory, file, thread or patient behind"),
  ]

  private static let supplyChain: [Promise] = [
    Promise(
      65, isStarred: true, "Packages are few and pinned, builds work offline, and the repository holds no secret.",
      tests: "PinTests.everyResolvedPackageIsPinned", "PinTests.onlyTheListOfPinsNamesPackages",
      "PinTests.everyPinHasARowWithReasonAndLicence", "ComponentTests.theLicenceIsThatOfTheSources",
      "ComponentTests.thePackagesInTheProgramAreThoseThatWereLinked",
      "ComponentTests.theLibrariesAreThoseThatTheDebianPackageNeeds",
      "ComponentTests.theVersionsOfSourcesAreTheirOwn", "BillOfMaterialsTests.everythingInTheProgramStandsInItOnce",
      "BillOfMaterialsTests.theSameProgramHasTheSameBytes", "ReproduceTests.aDifferenceIsNamedByItsSection",
      "SecretRuleTests.noFileHoldsASecret", "SecretRuleTests.aSecretIsFound", "HouseRuleTests.addressesAreSynthetic"),
    Promise(
      66, "The program is hardened, and an old SQLite stops its start.",
      tests: "PackageTests.theProgramIsHardened", "PackageTests.whatIsNotFitForInstallationIsNotPacked",
      "PackageTests.thePackageHoldsEverythingAndRunsWhereItIsUnpacked", "ELFCheckTests.eachDefectIsNamed",
      "DoctorTests.A SQLite that is too old stops the start, and doctor names it"),
  ]

  private static let messages: [Promise] = [
    Promise(
      67, isStarred: true, "A note never becomes a message, and a message never a note.",
      tests: "KindWalkTests.noOrderOfKeysSendsATextAsTheOtherKind",
      "ComposerTests.aMessageIsNeverOpenedAsANoteNorAsAForm",
      "MessageDeskTests.aNoteStandsBesideAMessageAndTheForm",
      "MessageDeskTests.aStoredMessageOpensWithItsCommandAndNothingElse",
      "MessageDeskTests.aCannedTextIsFilledAndItsQuestionsAsked",
      "DraftTests.aMessageANoteAndAFormOfOneCaseAreThreeDrafts", "DraftTests.aCopyOfAMessageIsAMessage",
      "MessageScreenTests.aMessageIsWrittenConfirmedAndSeenInTheThread",
      "MessageScreenTests.aNoteNeverGoesToThePatient", "MessageScreenTests.aMessageSurvivesAnUncleanEndBesideANote",
      "CommunicationTests.theRequestsAreTheDocumentedOnes"),
    Promise(
      68, isStarred: true, "A yes counts only after the whole question was in view.",
      tests: "GlassTests.aQuestionWithoutItsEndInViewTakesNoYes", "GlassTests.aQuestionThatWasNotDrawnTakesNoYes",
      "ActionScreenTests.nobodyAcceptsWhatTheScreenCannotShow",
      "ActionScreenTests.aQuestionThatDoesNotFitIsReadByScrolling", "MessageScreenTests.aLongTextHasToBeReadToItsEnd",
      "TerminalFocusTests.aQuestionThatIsHiddenTakesNoYes"),
    Promise(
      69, isStarred: true, "A key acts on the row under the cursor, whatever page arrives meanwhile.",
      tests: "WorklistDeskTests.aRowOpensItsCaseAsARecentDoes", "WorklistDeskTests.theNextRowOpensAndTheLastHasNone",
      "WorklistDeskTests.noKeyActsOnTheCaseBehindAnotherRow",
      "ArrivingPagesTests.aKeyActsOnTheCaseThatWasUnderTheCursor", "WorklistModelTests.noRowMovesWhileOneIsSelected",
      "WorklistModelTests.aSelectedRowThatLeftSelectsNoOther",
      "WorklistModelTests.aSecondReadingMarksWhatIsNewAndChanged"),
    Promise(
      70, isStarred: true, "No rule of the worklist hides a case, and an unknown value is shown.",
      tests: "WorklistReasonTests.eachRuleHoldsFromItsTimeOn",
      "WorklistModelTests.aWordThatIsNotKnownAndATimeToComeHideNoCase",
      "WorklistModelTests.inAllEveryCaseThatCameStandsOnce",
      "WorklistModelTests.aCaseWithNothingButItsIDIsARow", "WorklistModelTests.aCaseThatComesTwiceIsListedOnce"),
    Promise(
      71, "A list that never ends is left and said to be incomplete.",
      tests: "CaseListTests.aListThatNeverEndsIsLeft", "CaseListTests.moreCasesWithoutACursorAreSaid",
      "CaseListTests.twoThousandAreEnough", "CaseListTests.sixtyRequestsAreEnough",
      "WorklistModelTests.aListOfOneCaseAPageIsLeftAndSaysSo", "WorklistModelTests.aListThatNeverEndsIsLeftAndSaysSo",
      "WorklistModelTests.itStopsAtItsLimit"),
    Promise(
      72, isStarred: true, "Rows of the worklist stay in memory and go with the lock and with the profile.",
      tests: "WorklistModelTests.nothingOfAPatientIsLeftAfterAWipe", "WorklistDeskTests.theLockTakesTheList",
      "WorklistDeskTests.underTheLockThereIsNoList", "WorklistDeskTests.underTheLockNothingOfARowIsLeft",
      "WorklistDayTests.A day with the worklist, a message and a note leaves no word of a patient on disk"),
    Promise(
      73, isStarred: true, "A phone number is sent as it was meant or not at all, in every region.",
      tests: "PhoneTableTests.everyNumberIsTheOneThatLibphonenumberReadsOrIsRefused",
      "IdentifierTests.phonesBecomeE164", "IdentifierTests.textsThatCannotBePhones",
      "IdentifierTests.anUnknownCountryCompletesNoNumber"),
    Promise(
      74, isStarred: true, "A rule never vanishes because its file is damaged or cannot be read.",
      tests: "SettingsFileTests.aLinkThatLeadsNowhereIsNoMissingFile",
      "DamagedFileTests.noDamageTakesTheRuleAwayInSilence", "DamagedFileTests.aCutWithinALineIsSaidOrTheRuleHolds",
      "SettingsFileTests.aThemeOrTemplateThatIsALinkToNowhereIsNoMissingOne", "SettingsFileTests.aNULByteStopsTheStart",
      "SettingsFileTests.everyFileSaysWhereItIsNoTOML", "SettingsFileTests.whatIsNoTextFileStopsTheStart",
      "SitePolicyTests.whatIsNoReadableFileStopsTheStart",
      "SitePolicyTests.aPolicyThatThisUserMayNotReadStopsTheStart",
      "SitePolicyTests.aPolicyBehindALinkOrBehindNoFolderStopsTheStart",
      "SitePolicyTests.aCertificateFileIsJudgedLikeThePolicy", "CertificateFileTests.oneThatCannotBeReadIsNamed",
      "SecretFileTests.aLinkThatLeadsNowhereIsNoMissingFile", "TextLibraryTests.limitsAreSaidAndOthersStayUsable",
      "UnlockTests.everyDamagedKeyFileIsRefusedAndLeftAsItIs", "UnlockTests.withoutItsKeyFileAStoreIsNotBegunAnew",
      "RecordDamageTests.aMarkThatCannotBeReadStopsTheNextWrite"),
    Promise(
      75, isStarred: true, "Reports of the mouse, of other keyboards and of the terminal press no key.",
      tests: "ForeignSequenceTests.anOldReportOfTheMouseIsSwallowedWhole",
      "ForeignSequenceTests.reportsOfOtherModesAreSwallowed", "ForeignSequenceTests.aKeyOfAnExtendedModeIsThatKey",
      "ForeignSequenceTests.releasesAndKeysOfNoUseAreSwallowed",
      "ForeignSequenceTests.noByteOfAKnownSequenceBecomesText", "ForeignSequenceTests.noReportOrAnswerIsAKey",
      "ForeignSequenceTests.noBytesTrapAndTheKeyboardComesBack", "MouseReportTests.everythingElseIsSwallowed",
      "InputDecoderTests.answersOfTheTerminalAreSwallowed", "BackgroundReportTests.itMayBeSplitAtEveryByte",
      "ForeignInputTests.Sequences of other modes and keyboards are keys or nothing"),
  ]

  private static let team: [Promise] = [
    Promise(
      76, "A team's store that is away or damaged takes nothing down.",
      tests: "TeamDayTests.Two operators see each other in the case, and a store that goes takes nothing else",
      "TeamRunnerTests.aStoreThatStallsCostsAWriteAMomentAndIsSaid",
      "TeamRunnerTests.aStoreThatMayComeBackIsWaitedFor",
      "TeamDeskTests.aStoreThatIsAwayIsSaidSinceWhenAndTakesNothingAway",
      "AwayTests.aServerThatStopsIsAwayAndThenBack", "AwayTests.aServerThatAnswersNothingIsSlowAndNobodyWaits",
      "AwayTests.aStatementThatWaitsForALockIsSlowAndTheNextWorks", "TeamObstacleTests.aFullDiskIsSaidAndNothingIsLost",
      "TeamSchemaTests.anOlderOrNewerSchemaIsLeftAlone", "MembershipTests.anotherTeamsKeyIsSaid",
      "DamageTests.aChangedRowIsSkippedCountedAndStays"),
    Promise(
      77, isStarred: true, "The team's store and the shipped record hold no patient data.",
      tests: "TeamDayTests.The team's store holds no word of a patient", "PrivacyTests.theFilesOfSQLiteHoldNone",
      "PrivacyTests.theFilesOfPostgreSQLHoldNone", "RsyslogTests.everythingArrivesAndComparesInEachForm",
      "RecordCopyTests.Every command sends what it recorded before it ends, once, and nothing about the patient"),
    Promise(
      78, "Where the site policy asks why, no patient is looked up and no line written without a purpose.",
      tests: "PurposeTests.nothingIsLookedUpBeforeAPurposeIsChosen", "PurposeTests.leavingTheListDoesNothing",
      "PurposeTests.eachKindOfEffectAboutAPatientCounts", "PurposeTests.aYesOfAWriteWaits",
      "PurposeTests.A command about a patient needs a purpose of the list",
      "PurposeTests.Commands that write the record need one with any profile and with none",
      "PurposeScreenTests.theLinesOfAWriteNameTheWordThatWasChosen",
      "PurposeTests.Each line about a patient has it, and the site's copy too",
      "ActivityNoteTests.linesAboutAPatientSayWhyAndAWriteKeepsItsOwnPurpose",
      "RecordMessageTests.aLineWithAPurposeSaysItAndNoOtherDoes"),
  ]
}
