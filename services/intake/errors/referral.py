"""Why a command to a referral is refused."""

from shared.errors import Refused


class AlreadyEngaged(Refused):
    code = "already-engaged"
    sv = "Personen har redan en öppen anvisning eller ett öppet ärende."
    en = "The person already has an open referral or case."


class DateInTheFuture(Refused):
    code = "date-in-the-future"
    sv = "Datumet ligger i framtiden. Ange ett datum till och med i dag."
    en = "The date is in the future. Give a date up to and including today."


class ReferralNotOpen(Refused):
    code = "referral-not-open"
    sv = "Anvisningen är inte öppen längre."
    en = "The referral is not open any more."


class NoReturnReason(Refused):
    code = "no-return-reason"
    sv = "Ange minst ett skäl till att anvisningen återlämnas."
    en = "Give at least one reason for returning the referral."


class NotAProposal(Refused):
    code = "not-a-proposal"
    sv = "Bara ett förslag från en annan aktör kan godtas."
    en = "Only a proposal of another agency can be accepted."


class ReferralNotDeclined(Refused):
    code = "referral-not-declined"
    sv = "Bara en anvisning som har fått avslag kan öppnas igen."
    en = "Only a referral that was declined can be opened again."
