"""Refusals about a plan."""

from services.followup.errors.general import ORDINANCE
from shared.errors import Refused


class NothingToPlan(Refused):
    code = "nothing-to-plan"
    basis = ORDINANCE
    sv = "Det finns ingen introduktion. En introduktion planeras medan den pågår, en uppföljning när introduktionen har börjat."
    en = "There is no introduction. Introduction is planned while it is under way, follow-up once introduction has begun."


class PlanWithoutContacts(Refused):
    code = "plan-without-contacts"
    sv = "Planen saknar kontakter. Ange planerade kontakter med personen, arbetsgivaren eller båda."
    en = "The plan has no contacts. Give planned contacts with the person, the employer or both."


class StepsNotInOrder(Refused):
    code = "steps-not-in-order"
    sv = "Planens steg ska komma i datumordning, ett per dag."
    en = "The plan's steps must come in the order of their dates, one a day."


class PlanRises(Refused):
    code = "plan-rises"
    sv = "Ett steg i planen har fler kontakter än steget före. Mer stöd är en förstärkning eller en revidering, med skäl."
    en = "A step of the plan has more contacts than the one before. More is an intensification or a revision, with a reason."


class PlanEndsTooEarly(Refused):
    code = "plan-ends-too-early"
    sv = "Planen slutar innan dess sista steg börjar."
    en = "The plan ends before its last step begins."


class AgreedTwice(Refused):
    code = "agreed-twice"
    sv = "Samma part är angiven mer än en gång."
    en = "The same party is given more than once."


class RevisedPlanUnknown(Refused):
    code = "revised-plan-unknown"
    sv = "Planen som ska revideras finns inte, är av annat slag, eller gäller inte längre."
    en = "The plan to be revised does not exist, is of another kind, or does not apply any more."


class RevisionNeedsReason(Refused):
    code = "revision-needs-reason"
    sv = "En revidering ska ha ett skäl."
    en = "A revision needs a reason."


class PlanInForce(Refused):
    code = "plan-in-force"
    sv = "En plan gäller redan under tiden. Revidera den, med skäl."
    en = "A plan applies in that time already. Revise it, with a reason."


class PlanBeyondLimit(Refused):
    code = "plan-beyond-limit"
    basis = ORDINANCE
    sv = "Introduktionen får vara högst sex månader i ärendet. En överträdelse kan inte planeras."
    en = "Introduction may last at most six months in the case. A breach cannot be planned."


class FollowUpTooShort(Refused):
    code = "follow-up-too-short"
    sv = "Uppföljningen är kortare än enhetens praxis. Ange ett skäl, eller ett senare datum."
    en = "Follow-up is shorter than the unit's practice. Give a reason, or a later date."


class FollowUpTooLong(Refused):
    code = "follow-up-too-long"
    sv = "Uppföljningen är längre än enhetens praxis. Den får förlängas med ett skäl."
    en = "Follow-up is longer than the unit's practice. It may be extended with a reason."


class PlanUnknown(Refused):
    code = "plan-unknown"
    sv = "Planen finns inte i ärendet."
    en = "The plan is not in the case."


class PlanNotOpen(Refused):
    code = "plan-not-open"
    sv = "Planen är inte ett förslag: den är redan överenskommen, eller återtagen."
    en = "The plan is not a proposal: it is agreed already, or withdrawn."


class BeforeProposal(Refused):
    code = "before-proposal"
    sv = "Datumet ligger före planens förslag."
    en = "The date lies before the plan was proposed."


class AlreadyAgreed(Refused):
    code = "already-agreed"
    sv = "Parten har redan godkänt planen."
    en = "The party has agreed to the plan already."


class RevisedMeanwhile(Refused):
    code = "revised-meanwhile"
    sv = "Planen som skulle revideras har ersatts av en annan. Lägg ett nytt förslag."
    en = "The plan to be revised has been replaced by another. Propose anew."


class NoPlanInForce(Refused):
    code = "no-plan-in-force"
    sv = "Ingen plan gäller den dagen. Stödet förstärks utöver en plan."
    en = "No plan applies on that day. Support is intensified beyond a plan."


class NotMoreThanPlanned(Refused):
    code = "not-more-than-planned"
    sv = "Förstärkningen är inte mer än det som är planerat, med alla parter."
    en = "The intensification is not more than what is planned, with all parties."


class IntensifiedBeyondPlan(Refused):
    code = "intensified-beyond-plan"
    sv = "Förstärkningen sträcker sig längre än planen. Revidera planen i stället."
    en = "The intensification goes on longer than the plan. Revise the plan instead."


class EndsBeforeItBegins(Refused):
    code = "ends-before-it-begins"
    sv = "Slutdatumet ligger före startdatumet."
    en = "The end lies before the start."
