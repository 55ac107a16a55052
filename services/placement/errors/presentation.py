"""Refusals about what employers may be told of a person."""

from shared.errors import Refused


class PresentationNotAgreed(Refused):
    code = "presentation-not-agreed"
    sv = "Personen har inte kommit överens om att presenteras för arbetsgivaren. Inget om personen får lämnas ut."
    en = "The person has not agreed to be presented to the employer. Nothing about the person may be told."


class PresentationOver(Refused):
    code = "presentation-over"
    sv = "Överenskommelsen om presentation gäller inte längre."
    en = "The presentation agreement has run out."


class PresentationIsWithdrawn(Refused):
    code = "presentation-is-withdrawn"
    sv = "Personen har återkallat överenskommelsen om presentation."
    en = "The person has withdrawn the presentation agreement."


class PresentationUnknown(Refused):
    code = "presentation-unknown"
    sv = "Överenskommelsen om presentation finns inte."
    en = "There is no such presentation agreement."


class NothingToWithdraw(Refused):
    code = "nothing-to-withdraw"
    sv = "Det finns ingen överenskommelse om presentation att återkalla."
    en = "There is no presentation agreement to withdraw."


class BeforeAgreement(Refused):
    code = "before-agreement"
    sv = "Datumet ligger före överenskommelsen."
    en = "The date is before the agreement."


class AgreementEndsBeforeItBegins(Refused):
    code = "agreement-ends-before-it-begins"
    sv = "Överenskommelsens sista dag ligger före dess första."
    en = "The agreement's last day is before its first."


class NoFactsNamed(Refused):
    code = "no-facts-named"
    sv = "Ange minst en uppgift som arbetsgivaren får veta."
    en = "Name at least one fact that the employer may be told."


class FactBeyondExtent(Refused):
    code = "fact-beyond-extent"
    sv = "En uppgift säger mer om funktionsnedsättningen än vad överenskommelsen omfattar."
    en = "A fact says more about the disability than the agreement's extent allows."


class WordingDoesNotFit(Refused):
    code = "wording-does-not-fit"
    sv = "Ordalydelsen lämnas när, och bara när, personens egna ord får återges."
    en = "The wording is given when, and only when, the person's own words may be told."


class WithdrawnSince(Refused):
    code = "withdrawn-since"
    sv = "Personen har återkallat en överenskommelse efter det datumet. En ny överenskommelse görs efter återkallelsen."
    en = "The person has withdrawn an agreement since that date. A new agreement is made after the withdrawal."
