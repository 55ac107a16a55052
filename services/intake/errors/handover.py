"""Why a handover or a first contact is refused."""

from shared.errors import Refused


class BeforeLastHandover(Refused):
    code = "before-last-handover"
    sv = "Överlämningen ligger före den förra."
    en = "The handover lies before the last one."


class HandoverToTheSame(Refused):
    code = "handover-to-the-same"
    sv = "Ärendet har redan den stödpersonen vid den enheten."
    en = "The case has that support person at that unit already."


class NoFirstContactAwaited(Refused):
    code = "no-first-contact-awaited"
    sv = "Stödpersonens första kontakt är redan registrerad."
    en = "The first contact of the support person is registered already."


class BeforeSupportPersonBegan(Refused):
    code = "before-support-person-began"
    sv = "Kontakten ligger före stödpersonens första dag i ärendet."
    en = "The contact lies before the first day of the support person in the case."
