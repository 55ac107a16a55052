"""Refusals about an employer."""

from shared.errors import Refused


class EmployerAlreadyRegistered(Refused):
    code = "employer-already-registered"
    sv = "Arbetsgivaren är redan registrerad. Använd den som finns."
    en = "The employer is registered already. Use the one there is."


class EmployerUnknown(Refused):
    code = "employer-unknown"
    basis = "förordning (2017:462) 43 §"
    sv = "Arbetsgivaren är inte registrerad."
    en = "The employer is not registered."


class EmployerIsClosed(Refused):
    code = "employer-is-closed"
    basis = "förordning (2017:462) 43-44 a §§"
    sv = "Arbetsgivaren är stängd: inget nytt kan avtalas med den."
    en = "The employer is closed: nothing new can be agreed with it."


class BeforeRegistration(Refused):
    code = "before-registration"
    sv = "Datumet ligger före registreringen."
    en = "The date lies before the registration."


class NotASoleTrader(Refused):
    code = "not-a-sole-trader"
    sv = "Arbetsgivaren är en juridisk person. Bara uppgifter om en enskild näringsidkare raderas."
    en = "The employer is a legal person. Only a sole trader's data are erased."


class AlreadyErased(Refused):
    code = "already-erased"
    basis = "lag (2002:546) 16 §"
    sv = "Personuppgifterna är raderade."
    en = "The personal data are erased."


class SoleTraderIsPrivate(Refused):
    code = "sole-trader-is-private"
    sv = "En enskild näringsidkare hör till privat sektor."
    en = "A sole trader belongs to the private sector."


class NothingChanged(Refused):
    code = "nothing-changed"
    sv = "Uppgifterna är desamma som de registrerade."
    en = "The particulars are those registered already."


class NothingStays(Refused):
    code = "nothing-stays"
    sv = "En kvarvarande arbetsgivare anges bara när arbetsgivaren är dubbelregistrerad."
    en = "An employer that stays is named only when the employer is registered twice."


class AnotherMustStay(Refused):
    code = "another-must-stay"
    sv = "Ange den andra, öppna arbetsgivare som är kvar när arbetsgivaren är dubbelregistrerad."
    en = "Name the other, open employer that stays when the employer is registered twice."


class EmployerRegisteredTwice(Refused):
    code = "employer-registered-twice"
    sv = "Arbetsgivaren är dubbelregistrerad. Använd den som är kvar."
    en = "The employer is registered twice. Use the one that stays."


class EmployerIsOpen(Refused):
    code = "employer-is-open"
    sv = "Arbetsgivaren är inte stängd."
    en = "The employer is not closed."


class BeforeClosing(Refused):
    code = "before-closing"
    sv = "Datumet ligger före stängningen."
    en = "The date lies before the closing."


class BeforeAssignment(Refused):
    code = "before-assignment"
    sv = "Arbetsgivaren har fått en ansvarig efter det datumet."
    en = "The employer was assigned after that date."


class OwnerUnchanged(Refused):
    code = "owner-unchanged"
    sv = "Handläggaren har redan arbetsgivaren."
    en = "The officer has the employer already."


class WorkplaceUnknown(Refused):
    code = "workplace-unknown"
    sv = "Arbetsplatsen är inte registrerad hos arbetsgivaren."
    en = "The workplace is not registered with the employer."


class WorkplaceIsClosed(Refused):
    code = "workplace-is-closed"
    sv = "Arbetsplatsen används inte längre."
    en = "The workplace is not in use any more."
