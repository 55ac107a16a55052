"""Refusals about an employment."""

from shared.errors import Refused


class OsaNotWithSius(Refused):
    code = "osa-not-with-sius"
    basis = "förordning (2017:462) 42 §"
    sv = "Skyddat arbete hos offentlig arbetsgivare kan inte förenas med SIUS."
    en = "Sheltered public employment (OSA) cannot be combined with SIUS."


class SamhallNotWithSius(Refused):
    code = "samhall-not-with-sius"
    basis = "förordning (2017:462) 39 §"
    sv = "Arbete hos Samhall kan inte förenas med SIUS."
    en = "Work at Samhall cannot be combined with SIUS."


class FormNotInForce(Refused):
    code = "form-not-in-force"
    basis = "förordning (2017:462), (2018:42) och (2018:43)"
    sv = "Stödformen fanns inte den dagen."
    en = "The support form did not exist on that day."


class EmploymentAlreadyAgreed(Refused):
    code = "employment-already-agreed"
    sv = "Anställningen är redan avtalad."
    en = "The employment is agreed already."


class EmploymentUnknown(Refused):
    code = "employment-unknown"
    sv = "Anställningen är inte avtalad."
    en = "The employment is not agreed."


class EmploymentAlreadyStarted(Refused):
    code = "employment-already-started"
    sv = "Anställningen har redan börjat."
    en = "The employment has started already."


class EmploymentNotStarted(Refused):
    code = "employment-not-started"
    sv = "Anställningen har inte börjat."
    en = "The employment has not started."


class EmploymentHasEnded(Refused):
    code = "employment-has-ended"
    sv = "Anställningen är redan avslutad. Rätta datumen om de är fel."
    en = "The employment has ended already. Correct its dates if they are wrong."


class EmploymentNotEnded(Refused):
    code = "employment-not-ended"
    sv = "Anställningen är inte avslutad. Registrera slutet, med orsak, i stället för att rätta."
    en = "The employment has not ended. Register its end, with the reason, instead of a correction."


class EmploymentWasInError(Refused):
    code = "employment-was-in-error"
    sv = "Anställningen är felregistrerad och kan inte ändras."
    en = "The employment was registered in error and cannot be changed."


class BeforeEmploymentStart(Refused):
    code = "before-employment-start"
    sv = "Datumet ligger före anställningens första dag."
    en = "The date lies before the employment's first day."


class AfterEmploymentEnd(Refused):
    code = "after-employment-end"
    sv = "Datumet ligger efter anställningens sista dag."
    en = "The date lies after the employment's last day."


class TermsUnchanged(Refused):
    code = "terms-unchanged"
    sv = "Villkoren är de som redan gäller den dagen."
    en = "The terms are those that already hold on that day."


class NothingCorrected(Refused):
    code = "nothing-corrected"
    sv = "Datumen är de som redan är registrerade."
    en = "The dates are those already registered."
