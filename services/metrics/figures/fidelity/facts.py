"""What F7 counts, as columns (`figures.columns`)."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Self

from services.metrics.facts import Case, Contact, EmployerContact, Employment
from services.metrics.facts import Share as OfficerShare
from services.metrics.figures.capacity import Staffing
from services.metrics.figures.columns import Columns, Days, Ids, Numbers, Texts, days, ids
from services.metrics.figures.days import Flags, ints

FACE_TO_FACE: Final = "visit"
KEPT: Final = "kept"


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Cases(Columns):
    """Cases, by the unit where they started; `started_on` is FOREVER while the case waits, `ended_on` while it is open."""

    case_id: Ids
    unit: Texts
    started_on: Days
    ended_on: Days


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Handovers(Columns):
    """To which unit a case was handed over, and from which day on: its `nth` handover."""

    case_id: Ids
    nth: Numbers
    from_on: Days
    unit: Texts


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Visits(Columns):
    """Visits to employers; NO_ID is the case of those about none."""

    case_id: Ids
    unit: Texts
    on: Days


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Contacts(Columns):
    """Kept contacts in the support; `minutes` is NONE when nobody told."""

    case_id: Ids
    on: Days
    on_site: Flags
    minutes: Numbers


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Jobs(Columns):
    """Employments as they began."""

    case_id: Ids
    employer: Ids
    occupation: Texts
    sector: Texts
    form: Texts
    started_on: Days


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Held(Columns):
    """Employments, and how long they were held: FOREVER without an end."""

    case_id: Ids
    started_on: Days
    ended_on: Days


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class FidelityFacts:
    """What is known at `known_at`, each fact once and in no order.

    `jobs` are those begun in the period, `held` those begun a year before it and later; `contacts` begin with the first of these.
    Visits are those made by the units, and those about the cases wherever they were made.
    """

    cases: Cases
    handovers: Handovers
    shares: Staffing
    visits: Visits
    contacts: Contacts
    jobs: Jobs
    held: Held

    @classmethod
    def of(
        cls,
        *,
        cases: Collection[Case] = (),
        shares: Collection[OfficerShare] = (),
        employer_contacts: Collection[EmployerContact] = (),
        contacts: Collection[Contact] = (),
        employments: Collection[Employment] = (),
    ) -> Self:
        """The facts as columns."""
        return cls(
            cases=Cases.of(cases),
            handovers=_handovers(cases),
            shares=Staffing.of(shares),
            visits=Visits.of(contact for contact in employer_contacts if contact.channel == FACE_TO_FACE),
            contacts=Contacts.of(contact for contact in contacts if contact.outcome == KEPT),
            jobs=Jobs.of(employments),
            held=Held.of(employments),
        )


def _handovers(cases: Collection[Case]) -> Handovers:
    told = [(case.case_id, nth, tenure) for case in cases for nth, tenure in enumerate(case.handovers, start=1)]
    return Handovers(
        case_id=ids(case for case, _, _ in told),
        nth=ints([nth for _, nth, _ in told]),
        from_on=days(tenure.from_on for _, _, tenure in told),
        unit=Texts.of([tenure.unit for _, _, tenure in told]),
    )
