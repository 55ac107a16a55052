"""Hard requirements: what must hold before anything is weighed. Pure; all of them are always looked at."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from services.placement.events.candidacy import Requirement, RequirementCode
from services.placement.matching.sides import Opening, Seeker

Check = Callable[[Seeker, Opening, date], bool]


def presentation(seeker: Seeker, opening: Opening, on: date) -> bool:
    """The person has agreed to be presented to this employer, and the agreement is in force that day."""
    return seeker.permission.holds(opening.employer, on)


def hours(seeker: Seeker, opening: Opening, _on: date) -> bool:
    """Some weekly working time suits both."""
    return opening.hours_from <= seeker.hours_to and seeker.hours_from <= opening.hours_to


def shifts(seeker: Seeker, opening: Opening, _on: date) -> bool:
    return opening.shifts <= seeker.shifts


def place(seeker: Seeker, opening: Opening, _on: date) -> bool:
    return opening.municipality in seeker.municipalities


def licence(seeker: Seeker, opening: Opening, _on: date) -> bool:
    return opening.licences <= seeker.licences


def language(seeker: Seeker, opening: Opening, _on: date) -> bool:
    return all(seeker.languages.get(code, 0) >= level for code, level in opening.languages.items())


def occupation_not_excluded(seeker: Seeker, opening: Opening, _on: date) -> bool:
    return opening.occupation not in seeker.excluded


def osa(_seeker: Seeker, opening: Opening, _on: date) -> bool:
    """Sheltered work at a public employer is not given with SIUS (2017:462 42 §), and who looks for a job here has SIUS."""
    return not opening.sheltered


CHECKS: Final[Mapping[RequirementCode, Check]] = MappingProxyType(
    {
        "presentation": presentation,
        "hours": hours,
        "shifts": shifts,
        "place": place,
        "licence": licence,
        "language": language,
        "occupation-not-excluded": occupation_not_excluded,
        "osa": osa,
    }
)


def requirements(seeker: Seeker, opening: Opening, on: date) -> tuple[Requirement, ...]:
    """Every requirement, met or not on the day, in the order of `CHECKS`."""
    return tuple(Requirement(code=code, met=check(seeker, opening, on)) for code, check in CHECKS.items())
