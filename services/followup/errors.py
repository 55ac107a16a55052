"""Why followup refuses a command. The code is stable and English; the sentences are for people."""

from shared.errors import Refused

ORDINANCE = "förordning (2017:462) 11 §"


class SupportNotOpened(Refused):
    code = "support-not-opened"
    sv = "Ärendet har inget stöd ännu: varken ärendets start eller en anställning är känd."
    en = "The case has no support yet: neither its start nor an employment is known."


class SupportWasInError(Refused):
    code = "support-was-in-error"
    sv = "Ärendet är felregistrerat och kan inte ändras."
    en = "The case was registered in error and cannot be changed."


class SupportIsClosed(Refused):
    code = "support-is-closed"
    sv = "Ärendet är avslutat. Efter slutdatumet kan bara status och rättelser registreras."
    en = "The case has ended. After its end only statuses and corrections can be registered."


class SupportIsCompleted(Refused):
    code = "support-is-completed"
    sv = "Stödet är redan slutfört."
    en = "The support is completed already."


class DateInTheFuture(Refused):
    code = "date-in-the-future"
    sv = "Datumet ligger i framtiden. Ange ett datum till och med i dag."
    en = "The date is in the future. Give a date up to and including today."


class BeforeSupport(Refused):
    code = "before-support"
    sv = "Datumet ligger före stödets början."
    en = "The date lies before the support began."


class IntroductionUnknown(Refused):
    code = "introduction-unknown"
    sv = "Det finns ingen introduktion för anställningen."
    en = "There is no introduction for the employment."


class IntroductionAlreadyEnded(Refused):
    code = "introduction-already-ended"
    sv = "Introduktionen är redan avslutad."
    en = "The introduction has ended already."


class BeforeIntroduction(Refused):
    code = "before-introduction"
    sv = "Introduktionen kan inte sluta innan den började."
    en = "The introduction cannot end before it began."


class IntroductionTooLong(Refused):
    code = "introduction-too-long"
    basis = ORDINANCE
    sv = "Introduktionen får vara högst sex månader. Ange ett tidigare datum, eller ett skriftligt skäl för överträdelsen."
    en = "Introduction may last at most six months. Give an earlier date, or record the breach with a written reason."


class NotABreach(Refused):
    code = "not-a-breach"
    basis = ORDINANCE
    sv = "Slutdatumet ligger inom sex månader. Skäl för överträdelse ska inte anges."
    en = "The end lies within six months. A reason for a breach is not to be given."


class NothingToPlan(Refused):
    code = "nothing-to-plan"
    basis = ORDINANCE
    sv = "Varken introduktion eller uppföljning pågår. En plan hör till endera."
    en = "Neither introduction nor follow-up is under way. A plan belongs to one of them."


class PlanNotAgreedByAll(Refused):
    code = "plan-not-agreed-by-all"
    sv = "Planen ska vara överenskommen av personen, arbetsgivaren och stödpersonen."
    en = "The plan must be agreed by the person, the employer and the support person."


class PlanWithoutContacts(Refused):
    code = "plan-without-contacts"
    sv = "Planen saknar kontakter. Ange planerade kontakter med personen, arbetsgivaren eller båda."
    en = "The plan has no contacts. Give planned contacts with the person, the employer or both."


class NotAtTheWorkplace(Refused):
    code = "not-at-the-workplace"
    sv = "Bara ett besök kan ske på arbetsplatsen."
    en = "Only a visit can be at the workplace."


class IntroductionNotEnded(Refused):
    code = "introduction-not-ended"
    basis = ORDINANCE
    sv = "Introduktionen pågår. Uppföljningen kan starta först när den är avslutad."
    en = "Introduction is under way. Follow-up can start only when it has ended."


class NoIntroduction(Refused):
    code = "no-introduction"
    basis = ORDINANCE
    sv = "Ingen introduktion har avslutats. Uppföljningen följer på introduktionen."
    en = "No introduction has ended. Follow-up comes after introduction."


class BeforeIntroductionEnd(Refused):
    code = "before-introduction-end"
    sv = "Uppföljningen kan inte starta före introduktionens slut."
    en = "Follow-up cannot start before introduction has ended."


class FollowUpAlreadyStarted(Refused):
    code = "follow-up-already-started"
    sv = "Uppföljningen har redan startat."
    en = "Follow-up has started already."


class FollowUpNotStarted(Refused):
    code = "follow-up-not-started"
    sv = "Uppföljningen har inte startat. Stödet slutförs när uppföljningen är klar."
    en = "Follow-up has not started. The support is completed when follow-up is over."


class BeforeFollowUp(Refused):
    code = "before-follow-up"
    sv = "Stödet kan inte slutföras innan uppföljningen startade."
    en = "The support cannot be completed before follow-up started."


class StatusUnknown(Refused):
    code = "status-unknown"
    sv = "Statusen som ska rättas finns inte i ärendet."
    en = "The status to be corrected is not in the case."


class StatusAlreadyCorrected(Refused):
    code = "status-already-corrected"
    sv = "Statusen är redan rättad. Rätta den senaste i stället."
    en = "The status is corrected already. Correct the latest one instead."
