"""Refusals about risk."""

from shared.errors import Refused


class AlreadyAtRisk(Refused):
    code = "already-at-risk"
    sv = "Ärendet är redan markerat som att jobbet är i riskzonen."
    en = "The case is flagged as at risk already."


class RiskUnknown(Refused):
    code = "risk-unknown"
    sv = "Markeringen finns inte i ärendet, eller är redan avslutad."
    en = "The flag is not in the case, or is cleared already."


class BeforeFlag(Refused):
    code = "before-flag"
    sv = "Datumet ligger före markeringen."
    en = "The date lies before the flag."
