"""Refusals about a contact."""

from shared.errors import Refused


class NotAtTheWorkplace(Refused):
    code = "not-at-the-workplace"
    sv = "Bara ett besök kan ske på arbetsplatsen."
    en = "Only a visit can be at the workplace."
