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


class CaseAlreadyPaused(Refused):
    code = "case-already-paused"
    sv = "Ärendet har redan uppehåll."
    en = "The case is paused already."


class CaseNotPaused(Refused):
    code = "case-not-paused"
    sv = "Ärendet har inget uppehåll."
    en = "The case is not paused."


class BeforeLastPause(Refused):
    code = "before-last-pause"
    sv = "Uppehållet börjar före det förra uppehållets slut."
    en = "The pause begins before the end of the one before."


class BeforePause(Refused):
    code = "before-pause"
    sv = "Ärendet kan inte återupptas före uppehållets första dag."
    en = "The case cannot go on before the pause began."


class PauseEndsBeforeItBegins(Refused):
    code = "pause-ends-before-it-begins"
    sv = "Uppehållets väntade slut ligger före dess början."
    en = "The expected end of the pause lies before its beginning."


class FormNeeded(Refused):
    code = "form-needed"
    sv = "Ett avslut till arbete anger anställningens stödform."
    en = "An exit to employment names the support form of the employment."


class FormOfNoEmployment(Refused):
    code = "form-of-no-employment"
    sv = "Stödform anges bara vid avslut till arbete."
    en = "A support form is named only for an exit to employment."


class BeforeLastStep(Refused):
    code = "before-last-step"
    sv = "Datumet ligger före något som redan har hänt i ärendet."
    en = "The date lies before something that has happened in the case already."


class AfterFirstStep(Refused):
    code = "after-first-step"
    sv = "Starten ligger efter något som redan har hänt i ärendet."
    en = "The start lies after something that has happened in the case already."


class NothingCorrected(Refused):
    code = "nothing-corrected"
    sv = "Rättelsen ändrar ingenting."
    en = "The correction changes nothing."


class CorrectedMeanwhile(Refused):
    code = "corrected-meanwhile"
    sv = "Det som skulle rättas är ett annat nu. Föreslå på nytt."
    en = "What was to be corrected is different by now. Propose again."
