"""What of a report may be given to whom: by law, or with the person's consent. As dated data.

- The person may see all of it: a party's right (förvaltningslagen 2017:900 10 §).
- The employer has agreed to the plan and gets what it is about: the period, the introduction and the plan at the own workplace,
  and the contacts with the employer. Never, also not with consent: the person's own contacts and attendance, the situation
  (which may say ill), the support person's words, or what serves the next matching.
- A municipality's social services gets, without consent, the programme and its period (2002:623 7 d §).
- For Försäkringskassan and the region nothing is sure without consent.

Nobody gets notes: a report has none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.followup.events.report import ReportPart, ReportRecipient
from shared.limits import in_force

ALL: tuple[ReportPart, ...] = (
    "programme",
    "introduction",
    "plan",
    "employer-contacts",
    "contacts",
    "attendance",
    "employments",
    "statuses",
    "breaches",
    "words",
    "matching",
)
AGENCIES: tuple[ReportPart, ...] = (
    "programme",
    "introduction",
    "plan",
    "contacts",
    "attendance",
    "employments",
    "statuses",
    "words",
    "matching",
)
CONSENT = "samtycke, offentlighets- och sekretesslagen (2009:400) 12 kap. 2 §"


@dataclass(frozen=True, kw_only=True)
class Share:
    """`by_law` without asking, on `basis`; `with_consent` all that can be given when the person agrees."""

    by_law: tuple[ReportPart, ...]
    basis: str
    with_consent: tuple[ReportPart, ...] = ()

    def parts(self, *, consented: bool) -> tuple[ReportPart, ...]:
        return self.with_consent if consented and self.with_consent else self.by_law


@dataclass(frozen=True, kw_only=True)
class Sharing:
    """`version` is the first day it is in force."""

    version: date
    shares: Mapping[ReportRecipient, Share]


SHARINGS = (
    Sharing(
        version=date(2018, 7, 1),
        shares={
            "person": Share(by_law=ALL, basis="förvaltningslagen (2017:900) 10 §"),
            "employer": Share(
                by_law=("programme", "introduction", "plan", "employer-contacts"), basis="planen som arbetsgivaren har godkänt"
            ),
            "municipality": Share(by_law=("programme",), basis="förordning (2002:623) 7 d §", with_consent=AGENCIES),
            "forsakringskassan": Share(by_law=(), basis=CONSENT, with_consent=AGENCIES),
            "region": Share(by_law=(), basis=CONSENT, with_consent=AGENCIES),
        },
    ),
)


def sharing_on(day: date) -> Mapping[ReportRecipient, Share]:
    """What holds on the day."""
    return in_force(SHARINGS, day).shares
