"""Refusals about an introduction."""

from services.followup.errors.general import ORDINANCE
from shared.errors import Refused


class IntroductionUnknown(Refused):
    code = "introduction-unknown"
    sv = "Det finns ingen introduktion för anställningen eller arbetsprövningen."
    en = "There is no introduction for the employment or work trial."


class IntroductionAlreadyEnded(Refused):
    code = "introduction-already-ended"
    sv = "Introduktionen är redan avslutad."
    en = "The introduction has ended already."


class BeforeIntroduction(Refused):
    code = "before-introduction"
    sv = "Introduktionen kan inte sluta innan den började."
    en = "The introduction cannot end before it began."


class IntroductionTooLong(Refused):
    code = "introduction-too-long"
    basis = ORDINANCE
    sv = "Introduktionen får vara högst sex månader i ärendet. Ange ett tidigare datum, eller ett skäl för överträdelsen."
    en = "Introduction may last at most six months in the case. Give an earlier date, or record the breach with a written reason."


class NotABreach(Refused):
    code = "not-a-breach"
    basis = ORDINANCE
    sv = "Slutdatumet ligger inom sex månader. Skäl för överträdelse ska inte anges."
    en = "The end lies within six months. A reason for a breach is not to be given."


class AfterTheTrial(Refused):
    code = "after-the-trial"
    sv = "Introduktionen slutar senast när arbetsprövningen gör det."
    en = "Introduction ends at the latest when the work trial does."
