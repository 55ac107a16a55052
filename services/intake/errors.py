"""Why intake refuses a command. The code is stable and English; the sentences are for people."""

from shared.errors import Refused


class PersonAlreadyRegistered(Refused):
    code = "person-already-registered"
    sv = "Personen är redan registrerad. Använd den befintliga personen."
    en = "The person is registered already. Use the person there is."


class AlreadyEngaged(Refused):
    code = "already-engaged"
    sv = "Personen har redan en öppen anvisning eller ett öppet ärende."
    en = "The person already has an open referral or case."


class DateInTheFuture(Refused):
    code = "date-in-the-future"
    sv = "Datumet ligger i framtiden. Ange ett datum till och med i dag."
    en = "The date is in the future. Give a date up to and including today."


class ReferralNotOpen(Refused):
    code = "referral-not-open"
    sv = "Anvisningen är inte öppen längre."
    en = "The referral is not open any more."


class NoReturnReason(Refused):
    code = "no-return-reason"
    sv = "Ange minst ett skäl till att anvisningen återlämnas."
    en = "Give at least one reason for returning the referral."


class CriteriaMissing(Refused):
    code = "criteria-missing"
    sv = "Alla kriterier ska bedömas: uppfyllt, inte uppfyllt eller okänt."
    en = "Every criterion must be judged: met, not met or unknown."


class CriterionTwice(Refused):
    code = "criterion-twice"
    sv = "Ett kriterium har bedömts mer än en gång."
    en = "A criterion is judged more than once."


class NotAssessedYet(Refused):
    code = "not-assessed-yet"
    sv = "Anvisningen måste bedömas innan beslut kan fattas."
    en = "The referral must be assessed before it can be decided."


class AlreadyDecided(Refused):
    code = "already-decided"
    sv = "Beslut är redan fattat."
    en = "The decision has been taken already."


class CriteriaNotMet(Refused):
    code = "criteria-not-met"
    sv = "Alla kriterier är inte uppfyllda. Bevilja kräver ett skriftligt skäl och en andra handläggare."
    en = "Not all criteria are met. Granting needs a written reason and a second officer."


class AssessorMayNotOverride(Refused):
    code = "assessor-may-not-override"
    sv = "Den som bedömde får inte själv bevilja mot bedömningen. En andra handläggare måste besluta."
    en = "Whoever assessed may not grant against the assessment. A second officer must decide."


class NothingToRefuse(Refused):
    code = "nothing-to-refuse"
    sv = "Alla kriterier är uppfyllda. Bedöm på nytt innan avslag."
    en = "Every criterion is met. Assess again before refusing."


class NothingMissing(Refused):
    code = "nothing-missing"
    sv = "Inget kriterium saknas. Beslutet är att bevilja eller avslå."
    en = "No criterion is missing. The decision is to grant or to refuse."


class RecheckNotAhead(Refused):
    code = "recheck-not-ahead"
    sv = "Datumet för ny bedömning måste ligga efter beslutsdatumet."
    en = "The re-check date must lie after the decision's date."


class DecidedBeforeAssessed(Refused):
    code = "decided-before-assessed"
    sv = "Beslutet kan inte vara tidigare än bedömningen."
    en = "The decision cannot be earlier than the assessment."


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
