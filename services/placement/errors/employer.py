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
