"""Why placement refuses a command. The code is stable and English; the sentences are for people."""

from shared.errors import Refused


class DateInTheFuture(Refused):
    code = "date-in-the-future"
    sv = "Datumet ligger i framtiden. Ange ett datum till och med i dag."
    en = "The date is in the future. Give a date up to and including today."


class HoursOutOfBounds(Refused):
    code = "hours-out-of-bounds"
    sv = "Veckoarbetstiden ska vara mer än 0 och högst 40 timmar."
    en = "Weekly hours must be more than 0 and at most 40."


class HoursNotInQuarters(Refused):
    code = "hours-not-in-quarters"
    sv = "Veckoarbetstiden anges i hela kvartar, till exempel 32,25."
    en = "Weekly hours are given in whole quarters, such as 32.25."


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


class CaseUnknown(Refused):
    code = "case-unknown"
    sv = "Ärendet har inte startat, eller är inte känt här ännu."
    en = "The case has not started, or is not known here yet."


class CaseInError(Refused):
    code = "case-in-error"
    sv = "Ärendet är felregistrerat."
    en = "The case was registered in error."


class AfterCaseEnded(Refused):
    code = "after-case-ended"
    sv = "Ärendet var avslutat när anställningen började."
    en = "The case had ended when the employment started."


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
