"""Refusals about an opportunity."""

from shared.errors import Refused


class NoPlaces(Refused):
    code = "no-places"
    sv = "En jobbmöjlighet har minst en plats."
    en = "An opportunity has at least one place."


class OpportunityAlreadyOpened(Refused):
    code = "opportunity-already-opened"
    sv = "Jobbmöjligheten är redan registrerad."
    en = "The opportunity is registered already."


class OpportunityUnknown(Refused):
    code = "opportunity-unknown"
    sv = "Jobbmöjligheten är inte registrerad."
    en = "The opportunity is not registered."


class OpportunityIsClosed(Refused):
    code = "opportunity-is-closed"
    sv = "Jobbmöjligheten är stängd."
    en = "The opportunity is closed."


class OpportunityOfOtherEmployer(Refused):
    code = "opportunity-of-other-employer"
    sv = "Jobbmöjligheten hör till en annan arbetsgivare."
    en = "The opportunity belongs to another employer."


class NoPlaceLeft(Refused):
    code = "no-place-left"
    sv = "Alla platser i jobbmöjligheten är tillsatta."
    en = "Every place of the opportunity is filled."
