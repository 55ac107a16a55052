"""What profile, presentation and candidacy demand alike: a case that goes on, a day that has come, and leave to tell. Pure."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from services.placement import commands as c
from services.placement import errors, rules
from shared.errors import Refused

GAPS: Final[Mapping[c.Gap, type[Refused]]] = MappingProxyType(
    {
        "not-agreed": errors.PresentationNotAgreed,
        "over": errors.PresentationOver,
        "withdrawn": errors.PresentationIsWithdrawn,
    }
)


def day_refused(search: c.Searched, on: date, today: date) -> list[Refused]:
    """The case went on that day, and the day has come. What happened before a case ended may be registered late."""
    found = [rules.in_the_future(on, today)]
    if search.in_error:
        found.append(errors.CaseInError(case=search.case))
    elif search.ended_on is not None and on > search.ended_on:
        found.append(errors.CaseHadEnded(case=search.case, ended_on=search.ended_on))
    return [refusal for refusal in found if refusal is not None]


def untold(cover: c.Cover) -> list[Refused]:
    """Why the employer may be told nothing of the person on the day; empty when an agreement covers it."""
    if cover.agreement is not None:
        return []
    return [GAPS[cover.gap or "not-agreed"](employer=cover.employer)]
