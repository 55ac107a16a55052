"""Why a command to a unit's capacity, a workload or the planning of a case is refused."""

from shared.errors import Refused


class OverUnitCapacity(Refused):
    code = "over-unit-capacity"
    sv = "Enhetens kapacitet räcker inte. Enhetschefen kan ändå besluta det, med ett skäl."
    en = "The unit's capacity is not enough. The unit manager can decide it all the same, with a reason."


class OverCap(Refused):
    code = "over-cap"
    sv = "Stödpersonen har inte plats. Enhetschefen kan ändå besluta det, med ett skäl."
    en = "The support person has no room. The unit manager can decide it all the same, with a reason."


class OverFullTime(Refused):
    code = "over-full-time"
    sv = "En persons andelar får inte vara mer än 100 procent någon dag."
    en = "One person's shares may not be more than 100 percent on any day."


class ShareUnknown(Refused):
    code = "share-unknown"
    sv = "Stödpersonen har ingen sådan andel vid enheten."
    en = "The support person has no such share at the unit."


class EndsBeforeItBegins(Refused):
    code = "ends-before-it-begins"
    sv = "Sista dagen ligger före den första."
    en = "The last day lies before the first."


class NotAssigned(Refused):
    code = "not-assigned"
    sv = "Ingen plats hålls för ärendet."
    en = "No place is kept for the case."


class AlreadyPrioritised(Refused):
    code = "already-prioritised"
    sv = "Ärendet har redan företräde i kön."
    en = "The case has priority on the waiting list already."


class NotPrioritised(Refused):
    code = "not-prioritised"
    sv = "Ärendet har inget företräde i kön."
    en = "The case has no priority on the waiting list."


class NotOnTheWaitingList(Refused):
    code = "not-on-the-waiting-list"
    sv = "Bara ett väntande ärende har en plats i kön."
    en = "Only a waiting case has a place on the waiting list."
