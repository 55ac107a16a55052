"""Refusals about a status."""

from shared.errors import Refused


class StatusUnknown(Refused):
    code = "status-unknown"
    sv = "Statusen som ska rättas finns inte i ärendet."
    en = "The status to be corrected is not in the case."


class StatusAlreadyCorrected(Refused):
    code = "status-already-corrected"
    sv = "Statusen är redan rättad. Rätta den senaste i stället."
    en = "The status is corrected already. Correct the latest one instead."
