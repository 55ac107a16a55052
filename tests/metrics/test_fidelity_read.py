"""What F7 reads of a country is enough: it counts the same as of every fact there is, for any units, period and `known_at`."""

from datetime import date, timedelta
from itertools import product
from typing import Any
from uuid import UUID

from services.metrics import taking
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.fidelity import Fidelity
from shared.contracts import followup, placement
from tests.metrics.conftest import Metrics
from tests.metrics.country import UNITS, Country
from tests.metrics.every_figure import FIGURES, KnownThen
from tests.metrics.telling import BAKERY, CASE, Told, d, noon, question
from tests.metrics.test_api import number

MANY = 120
EVERYWHERE = (None, *(frozenset({unit}) for unit in UNITS), frozenset(UNITS[1:]))
PERIODS = (
    {"from_": "2025-01-01", "to": "2025-12-31", "as_of": "2026-02-01"},
    {"from_": "2025-09-01", "to": "2025-09-30", "as_of": "2025-09-10"},
    {"from_": "2024-01-01", "to": "2025-06-30", "as_of": "2025-06-30"},
)


def spoken(told: Told, named: int, case: UUID, on: date, **more: Any) -> None:
    said = {"contact_with": "person", "channel": "visit", "outcome": "kept", "on_site": named % 3 == 0, "planned": False, **more}
    contact = followup.ContactLoggedV2(
        **said, contact=number(named), case=case, person=case, support_person="o", on=on, minutes=30 if named % 2 else None
    )
    told.tell(f"contact-{named}", contact, noon(on.isoformat()))


def visited(told: Told, named: int, case: UUID | None, on: date, **more: Any) -> None:
    visit = placement.EmployerContacted(
        **{"channel": "visit", **more},
        contact=number(named),
        employer=BAKERY,
        case=case,
        person=case,
        support_person="o",
        unit=UNITS[named % len(UNITS)],
        on=on,
    )
    told.tell(f"visit-{named}", visit, noon(on.isoformat()))


class Practice(Country):
    """A country where every other case had a job early, every third a contact in every month, and some are visited about."""

    def __init__(self) -> None:
        super().__init__(MANY, seed=7)
        for index in range(1, MANY + 1):
            self._followed(index)
        for index in (4, 5):
            self.case_in_error(known="2025-12-01", case=number(index))

    def _followed(self, index: int) -> None:
        case, first = number(index), d("2024-08-01")
        if index % 2:
            began = first + timedelta(days=index)
            self.job_started(began.isoformat(), job=number(400_000 + index), case=case, person=number(10_000 + index))
        for nth in range(27):
            if index % 3 == 0 or self._chance(0.2):
                outcome = "kept" if index % 3 == 0 or self._chance(0.7) else "no-show"
                spoken(self, 100_000 + 100 * index + nth, case, first + timedelta(days=20 * nth), outcome=outcome)
        for nth in range(5):
            on = d(self._day("2024-09-01", 500))
            visited(self, 200_000 + 10 * index + nth, case if nth else None, on, channel="visit" if nth % 2 else "phone")


def whole(told: Told, asked: Arguments) -> Fidelity:
    counted: Fidelity = FIGURES["fidelity"](KnownThen(told.facts(), asked))
    return counted


async def read(metrics: Metrics, asked: Arguments) -> Fidelity:
    async with metrics.database.transaction(readonly=True) as tx:
        return await taking.fidelity_of(tx, asked)


async def test_what_is_read_counts_the_same_as_everything_known(metrics: Metrics) -> None:
    told = Practice()
    await metrics.receive(told.deliveries)
    seen: list[Fidelity] = []
    for units, period, known in product(EVERYWHERE, PERIODS, ("2026-02-01", "2026-03-01")):
        asked = question(**period, known=known, unit=units)
        seen.append(await read(metrics, asked))
        assert seen[-1] == whole(told, asked), asked
    assert all(any(group) for group in zip(*((one.monthly, one.not_monthly, one.ongoing) for one in seen), strict=True))
    assert {mark for one in seen for mark, cases in one.first_contact.by_score.items() if cases} == set(range(1, 6))


async def test_what_was_known_then_is_all_that_is_read_then(metrics: Metrics) -> None:
    told = Practice()
    await metrics.receive(told.deliveries)
    for known in ("2025-06-30", "2025-11-30"):
        asked = question("2025-01-01", "2025-06-30", known=known, as_of="2025-06-30")
        assert await read(metrics, asked) == whole(told, asked)


async def test_a_contact_about_a_case_that_has_ended_since_is_in_the_time_in_the_community(metrics: Metrics) -> None:
    told = Told()
    told.case_started("2024-01-10")
    told.case_ended("2025-03-31")
    spoken(told, 300_000, CASE, d("2025-03-01"))
    await metrics.receive(told.deliveries)
    figure = await read(metrics, question("2025-01-01", "2025-12-31", known="2025-12-31"))
    assert (figure.community.numerator, figure.community.denominator, len(figure.ongoing)) == (1, 1, 0)
