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


class OpportunityIsOpen(Refused):
    code = "opportunity-is-open"
    sv = "Jobbmöjligheten är inte stängd."
    en = "The opportunity is not closed."


class FewerPlacesThanTaken(Refused):
    code = "fewer-places-than-taken"
    sv = "Fler platser än så är redan tillsatta eller hållna."
    en = "More places than that are filled or kept already."


class LeastHoursAboveWanted(Refused):
    code = "least-hours-above-wanted"
    sv = "Minsta veckoarbetstid kan inte vara längre än den önskade."
    en = "The least weekly hours cannot be more than those wanted."


class OpportunityEndsBeforeItStarts(Refused):
    code = "opportunity-ends-before-it-starts"
    sv = "Arbetets sista dag ligger före den första."
    en = "The last day of the work lies before its first."


class DemandTwice(Refused):
    code = "demand-twice"
    sv = "Ett krav anges en gång för varje dimension."
    en = "A demand is given once for each dimension."


class AdaptationLowersNothing(Refused):
    code = "adaptation-lowers-nothing"
    sv = "En anpassning sänker ett krav som jobbet har, i en dimension som åtgärden hör till."
    en = "An adaptation lowers a demand that the job has, in a dimension that the measure belongs to."
