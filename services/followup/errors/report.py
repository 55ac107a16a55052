"""Refusals of reports."""

from shared.errors import Refused


class PeriodBackwards(Refused):
    code = "period-backwards"
    sv = "Periodens sista dag ligger före dess första."
    en = "The period's last day lies before its first."


class OtherKindOfReport(Refused):
    code = "other-kind-of-report"
    sv = "Rapporten är av ett annat slag. En ny version är av samma slag som den första."
    en = "The report is of another kind. A new version is of the same kind as the first."


class ReportVersionUnknown(Refused):
    code = "report-version-unknown"
    sv = "Rapporten har ingen sådan version."
    en = "The report has no such version."


class SupersededVersion(Refused):
    code = "superseded-version"
    sv = "Det finns en senare version av rapporten. Skriv under den."
    en = "There is a later version of the report. Sign that one."


class AlreadySigned(Refused):
    code = "already-signed"
    sv = "Versionen är redan underskriven."
    en = "The version is signed already."


class OnlyTheSupportPersonSigns(Refused):
    code = "only-the-support-person-signs"
    sv = "Rapporten skrivs under av ärendets stödperson."
    en = "The report is signed by the case's support person."


class NotSigned(Refused):
    code = "not-signed"
    sv = "Versionen är inte underskriven. Bara en underskriven version lämnas ut."
    en = "The version is not signed. Only a signed version is given out."


class SharingNeedsConsent(Refused):
    code = "sharing-needs-consent"
    basis = "offentlighets- och sekretesslagen (2009:400)"
    sv = "Utan samtycke får mottagaren inget av rapporten. Ange samtycket."
    en = "Without consent the recipient gets nothing of the report. Name the consent."


class EmployerNeedsEmployment(Refused):
    code = "employer-needs-employment"
    sv = "Ange vilken anställning, när mottagaren är en arbetsgivare och bara då."
    en = "Name the employment when the recipient is an employer, and only then."
