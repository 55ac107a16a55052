"""Refusals about a handover."""

from shared.errors import Refused


class HandoverUnknown(Refused):
    code = "handover-unknown"
    sv = "Överlämningen finns inte i ärendet."
    en = "The handover is not in the case."


class NotTheNewSupportPerson(Refused):
    code = "not-the-new-support-person"
    sv = "Bara den nya stödpersonen kan kvittera underlaget."
    en = "Only the new support person can acknowledge the packet."


class AlreadyAcknowledged(Refused):
    code = "already-acknowledged"
    sv = "Underlaget är redan kvitterat."
    en = "The packet has been acknowledged already."


class AlreadyInformed(Refused):
    code = "already-informed"
    sv = "Parten är redan informerad."
    en = "The party has been informed already."


class BeforeHandover(Refused):
    code = "before-handover"
    sv = "Datumet ligger före överlämningen."
    en = "The date lies before the handover."
