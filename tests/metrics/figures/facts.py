"""Small builders of facts: one person and one case of each number, at one unit unless a test says otherwise."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.metrics.facts import Benchmark, Case, Employment, Referral, Share, Subsidy
from services.metrics.figures.columns import Ids, uuids
from services.metrics.figures.days import Ints, ints
from services.metrics.figures.states import STATES, State, StatesOn
from tests.metrics.figures.building import d

UNIT = "sundsvall"


def person(number: int) -> UUID:
    return UUID(int=10_000 + number)


def case_id(number: int) -> UUID:
    return UUID(int=20_000 + number)


def referral_id(number: int) -> UUID:
    return UUID(int=30_000 + number)


def day(text: str | None) -> date | None:
    return None if text is None else d(text)


def case(number: int, started: str | None = None, ended: str | None = None, *, unit: str = UNIT, **more: Any) -> Case:
    """A case; `opened`, `end_kind`, `left_as`, `by` (its support person), and what else a case has."""
    by, opened, left_as = more.pop("by", "eva"), more.pop("opened", None), more.pop("left_as", None)
    kind = more.pop("end_kind", "completed")
    return Case(
        case_id=case_id(number),
        person=person(number),
        unit=unit,
        opened_on=day(opened),
        started_on=day(started),
        ended_on=day(ended),
        end_kind=kind if ended else None,
        exit=left_as,
        support_person=by if started else None,
        **more,
    )


def referral(number: int, received: str, *, unit: str = UNIT, **more: Any) -> Referral:
    """A referral, with the case of its number when it was accepted."""
    accepted, returned, reasons = more.pop("accepted", None), more.pop("returned", None), more.pop("reasons", ())
    assessed = more.pop("assessed", None)
    return Referral(
        referral=referral_id(number),
        person=person(number),
        unit=unit,
        source=more.pop("source", "af"),
        source_unit=None,
        proposed=False,
        received_on=d(received),
        accepted_on=day(accepted),
        returned_on=day(returned),
        return_reasons=reasons,
        assessed_on=day(assessed),
        case_id=case_id(number) if accepted else None,
        **more,
    )


def share(number: int, percent: int, first: str, last: str | None = None, **more: Any) -> Share:
    return Share(
        share=UUID(int=40_000 + number),
        unit=more.pop("unit", UNIT),
        officer=more.pop("officer", "eva"),
        appropriation=more.pop("of", "1:4"),
        percent=percent,
        from_on=d(first),
        until=day(last),
    )


def benchmark(cases: int, on: str, *, unit: str = UNIT) -> Benchmark:
    return Benchmark(unit=unit, cases=cases, on=d(on))


def employment(number: int, started: str, ended: str | None = None, *, form: str = "NONE", job: int = 0) -> Employment:
    return Employment(
        employment=UUID(int=50_000 + 100 * number + job),
        case_id=case_id(number),
        person=person(number),
        employer=UUID(int=60_000 + job),
        started_on=d(started),
        ended_on=day(ended),
        form=form,
        weekly_hours=Decimal(20),
    )


def of_each(state_on: Callable[[UUID, date], State]) -> StatesOn:
    """The states of many, from the state of one person on one day."""

    def states_on(persons: Ids, days: Ints) -> Ints:
        whom = zip(uuids(persons), map(date.fromordinal, days.tolist()), strict=True)
        return ints([STATES.index(state_on(one, on)) for one, on in whom])

    return states_on


def subsidy(number: int, decided: str, *, form: str = "LFU", extension: bool = False, job: int = 0, **more: Any) -> Subsidy:
    return Subsidy(
        decision=UUID(int=70_000 + 100 * number + 10 * job + extension),
        employment=UUID(int=50_000 + 100 * number + job),
        case_id=case_id(number),
        person=person(number),
        form=form,
        from_on=d(decided),
        until=d(decided),
        extension=extension,
        decided_on=d(decided),
        **more,
    )
