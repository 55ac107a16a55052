"""Refusals about a candidacy."""

from shared.errors import Refused


class CandidacyUnknown(Refused):
    code = "candidacy-unknown"
    sv = "Kandidaturen är inte registrerad."
    en = "The candidacy is not registered."


class CandidacyAlreadyProposed(Refused):
    code = "candidacy-already-proposed"
    sv = "Personen är redan föreslagen till jobbmöjligheten."
    en = "The person is proposed for the opportunity already."


class CandidacyIsClosed(Refused):
    code = "candidacy-is-closed"
    sv = "Kandidaturen är avslutad. Återta utfallet om det var fel."
    en = "The candidacy has come out. Reverse the outcome if it was wrong."


class CandidacyIsOpen(Refused):
    code = "candidacy-is-open"
    sv = "Kandidaturen har inget utfall att återta."
    en = "The candidacy has no outcome to reverse."


class CandidacyLedToEmployment(Refused):
    code = "candidacy-led-to-employment"
    sv = "Kandidaturen har lett till en anställning. Felregistrera anställningen först."
    en = "The candidacy has led to an employment. Retract the employment first."


class OtherOutcome(Refused):
    code = "other-outcome"
    sv = "Kandidaturen har ett annat utfall."
    en = "The candidacy has another outcome."


class NotPresentedYet(Refused):
    code = "not-presented-yet"
    sv = "Personen är inte presenterad för arbetsgivaren."
    en = "The person has not been presented to the employer."


class AlreadyPresented(Refused):
    code = "already-presented"
    sv = "Personen är redan presenterad för arbetsgivaren."
    en = "The person has been presented to the employer already."


class NotOffered(Refused):
    code = "not-offered"
    sv = "Personen har inte fått något erbjudande."
    en = "No job has been offered to the person."


class AlreadyOffered(Refused):
    code = "already-offered"
    sv = "Personen har redan fått ett erbjudande."
    en = "A job has been offered to the person already."


class NotAccepted(Refused):
    code = "not-accepted"
    sv = "En anställning avtalas när erbjudandet är accepterat."
    en = "An employment is agreed once the offer has been accepted."


class OtherCandidate(Refused):
    code = "other-candidate"
    sv = "Kandidaturen gäller ett annat ärende, en annan arbetsgivare eller en annan jobbmöjlighet."
    en = "The candidacy is about another case, another employer or another opportunity."


class BeforeProposal(Refused):
    code = "before-proposal"
    sv = "Datumet ligger före det steg som måste ha skett först."
    en = "The date is before the step that must have happened first."


class CaseHadEnded(Refused):
    code = "case-had-ended"
    sv = "Ärendet var avslutat den dagen."
    en = "The case had ended on that day."


class ReasonOfOtherParty(Refused):
    code = "reason-of-other-party"
    sv = "Skälet hör inte till den part som tackade nej."
    en = "The reason is not one of the party that declined."


class TrialEndsBeforeItBegins(Refused):
    code = "trial-ends-before-it-begins"
    sv = "Sista dagen ligger före första dagen."
    en = "The last day is before the first."


class TrialsOverlap(Refused):
    code = "trials-overlap"
    sv = "Personen har redan en överenskommen period hos arbetsgivaren under de dagarna."
    en = "The person has a trial at the employer on those days already."


class TrialUnknown(Refused):
    code = "trial-unknown"
    sv = "Perioden finns inte i kandidaturen."
    en = "There is no such trial in the candidacy."


class TrialIsOver(Refused):
    code = "trial-is-over"
    sv = "Perioden är redan slut."
    en = "The trial is over already."


class TrialNotLonger(Refused):
    code = "trial-not-longer"
    sv = "Perioden kan inte sluta senare än överenskommet. Kom överens om en ny period."
    en = "The trial cannot end later than agreed. Agree another."
