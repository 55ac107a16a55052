"""What of a report somebody gets: the parts that are named and nothing else; for an employer only the own workplace's. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from services.followup import events as e
from services.followup.reporting import (
    Breach,
    Contacts,
    Content,
    Employed,
    Facts,
    Introduced,
    Matching,
    MonthOfWork,
    PlannedStep,
    Programme,
    Status,
    Words,
)
from services.followup.rules.sharing import ALL

Span = tuple[date, date]


@dataclass(frozen=True, kw_only=True)
class Excerpt:
    """The report, part by part; None: the part is not given."""

    programme: Programme | None = None
    introduction: tuple[Introduced, ...] | None = None
    plan: tuple[PlannedStep, ...] | None = None
    employer_contacts: tuple[Contacts, ...] | None = None
    contacts: tuple[Contacts, ...] | None = None
    attendance: tuple[MonthOfWork, ...] | None = None
    employments: tuple[Employed, ...] | None = None
    statuses: tuple[Status, ...] | None = None
    breaches: tuple[Breach, ...] | None = None
    words: Words | None = None
    matching: Matching | None = None


NOTHING: Final = Excerpt()


def whole(content: Content) -> Excerpt:
    return excerpt(content, ALL, None)


def excerpt(content: Content, parts: Collection[e.ReportPart], employment: UUID | None) -> Excerpt:
    """`employment`: whose employer it is for; an employment or a work trial."""
    named = {part: part.replace("-", "_") for part in parts if part != "words"}
    given: dict[str, Any] = {name: getattr(content.facts, name) for name in named.values()}
    if employment is not None:
        given = {name: _of_employment(name, value, employment, content.facts) for name, value in given.items()}
    return Excerpt(**given, words=content.words if "words" in parts else None)


def _of_employment(name: str, value: Any, employment: UUID, facts: Facts) -> Any:
    """Only what is about this workplace, or from the time at it."""
    spans = _spans(employment, facts)
    match name:
        case "introduction":
            return tuple(one for one in value if one.introduction == employment)
        case "plan":
            return tuple(one for one in value if any(since <= one.applies_from <= until for since, until in spans))
        case "employer_contacts":
            return tuple(one for one in value if any(f"{since:%Y-%m}" <= one.month <= f"{until:%Y-%m}" for since, until in spans))
        case "programme":
            return value
        case _:
            return None  # no other part is an employer's


def _spans(employment: UUID, facts: Facts) -> list[Span]:
    jobs = [(one.started_on, one.ended_on or date.max) for one in facts.employments if one.employment == employment]
    trials = [(one.started_on, one.ended_on or date.max) for one in facts.introduction if one.introduction == employment]
    return [*jobs, *trials]
