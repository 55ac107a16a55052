"""Refusals about the case that a job is looked for in."""

from shared.errors import Refused


class CaseUnknown(Refused):
    code = "case-unknown"
    sv = "Ärendet har inte startat, eller är inte känt här ännu."
    en = "The case has not started, or is not known here yet."


class CaseInError(Refused):
    code = "case-in-error"
    sv = "Ärendet är felregistrerat."
    en = "The case was registered in error."


class AfterCaseEnded(Refused):
    code = "after-case-ended"
    sv = "Ärendet var avslutat när anställningen började."
    en = "The case had ended when the employment started."
