"""Why a command to a case is refused."""

from shared.errors import Refused


class NotGranted(Refused):
    code = "not-granted"
    basis = "förordning (2017:462) 45 §"
    sv = "Programmet är inte beviljat. Ett ärende öppnas på ett beviljande beslut."
    en = "The programme is not granted. A case is opened on a granting decision."


class CaseAlreadyOpened(Refused):
    code = "case-already-opened"
    sv = "Ärendet är redan öppnat."
    en = "The case is opened already."


class CaseNotWaiting(Refused):
    code = "case-not-waiting"
    sv = "Bara ett väntande ärende kan starta."
    en = "Only a waiting case can be started."


class CaseNotStarted(Refused):
    code = "case-not-started"
    sv = "Ärendet har inte startat."
    en = "The case has not started."


class CaseNotOngoing(Refused):
    code = "case-not-ongoing"
    sv = "Ärendet pågår inte."
    en = "The case is not ongoing."


class CaseNotEnded(Refused):
    code = "case-not-ended"
    sv = "Ärendet är inte avslutat."
    en = "The case has not ended."


class CaseWasInError(Refused):
    code = "case-was-in-error"
    sv = "Ärendet är felregistrerat och kan inte ändras."
    en = "The case was registered in error and cannot be changed."


class BeforeDecision(Refused):
    code = "before-decision"
    sv = "Ärendet kan inte starta före beslutet."
    en = "The case cannot start before the decision."


class BeforeStart(Refused):
    code = "before-start"
    sv = "Datumet ligger före ärendets start."
    en = "The date lies before the case's start."


class AfterEnd(Refused):
    code = "after-end"
    sv = "Datumet ligger efter ärendets slut."
    en = "The date lies after the case's end."


class BeforeEnd(Refused):
    code = "before-end"
    sv = "Ärendet kan inte återöppnas före sitt slut."
    en = "The case cannot be reopened before its end."


class ReasonNeeded(Refused):
    code = "reason-needed"
    sv = "Ett avbrott behöver ett skriftligt skäl."
    en = "An interruption needs a written reason."
