"""Refusals that everything in a support has."""

from shared.errors import Refused

ORDINANCE = "förordning (2017:462) 11 §"


class SupportNotOpened(Refused):
    code = "support-not-opened"
    sv = "Ärendet har inget stöd ännu: varken ärendets start eller en anställning är känd."
    en = "The case has no support yet: neither its start nor an employment is known."


class SupportWasInError(Refused):
    code = "support-was-in-error"
    sv = "Ärendet är felregistrerat och kan inte ändras."
    en = "The case was registered in error and cannot be changed."


class SupportIsClosed(Refused):
    code = "support-is-closed"
    sv = "Ärendet är avslutat. Efter slutdatumet kan bara status och rättelser registreras."
    en = "The case has ended. After its end only statuses and corrections can be registered."


class SupportIsCompleted(Refused):
    code = "support-is-completed"
    sv = "Stödet är redan slutfört."
    en = "The support is completed already."


class DateInTheFuture(Refused):
    code = "date-in-the-future"
    sv = "Datumet ligger i framtiden. Ange ett datum till och med i dag."
    en = "The date is in the future. Give a date up to and including today."


class BeforeSupport(Refused):
    code = "before-support"
    sv = "Datumet ligger före stödets början."
    en = "The date lies before the support began."
