"""Refusals about a plan."""

from services.followup.errors.general import ORDINANCE
from shared.errors import Refused


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
