"""Any lives: a few persons with cases, spells and statuses close together, so that everything meets everything."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from hypothesis import strategies as st

from services.metrics.figures.lives import Enrolment, Life, Spell, Status, StatusKind, lives_of

DAY_0 = date(2024, 1, 1)
DAYS = 500
STATUSES: tuple[StatusKind, ...] = ("in-work", "studies", "looking", "ill", "unknown")
Facts = tuple[list[Enrolment], list[Spell], list[Status]]

days = st.integers(0, DAYS).map(lambda n: DAY_0 + timedelta(days=n))
few_days = st.integers(0, 40).map(lambda n: DAY_0 + timedelta(days=n))
lengths = st.integers(-1, 30) | st.integers(0, 400)


def _end(draw: st.DrawFn, start: date) -> date | None:
    return draw(st.none() | lengths.map(lambda n: start + timedelta(days=n)))


@st.composite
def spells(draw: st.DrawFn, of: UUID, person: UUID, number: int, when: st.SearchStrategy[date]) -> Spell:
    start = draw(when)
    changes = draw(st.frozensets(st.integers(0, 60).map(lambda n: start + timedelta(days=n)), max_size=2))
    return Spell(
        employment=UUID(int=number),
        case=of,
        person=person,
        employer=UUID(int=draw(st.integers(1, 3))),
        started_on=start,
        ended_on=_end(draw, start),
        form=draw(st.sampled_from(["NONE", "LFU", "OSA"])),
        weekly_hours=Decimal(20),
        confirmed_on=max([start, *changes]),
        changed_on=changes,
    )


@st.composite
def lives(draw: st.DrawFn, persons: int = 1, when: st.SearchStrategy[date] = days) -> Facts:
    """Rows of up to `persons` persons; each has one to three cases, and its employments may name a case that is not known."""
    enrolments: list[Enrolment] = []
    jobs: list[Spell] = []
    found: list[Status] = []
    for n in range(draw(st.integers(1, persons))):
        whom = UUID(int=n + 1)
        cases = [UUID(int=1000 * (n + 1) + m) for m in range(draw(st.integers(1, 3)))]
        for one in cases:
            start = draw(when)
            left_as = draw(st.sampled_from([None, "deceased", "moved", "employment"]))
            enrolments.append(
                Enrolment(case=one, person=whom, unit="a", started_on=start, ended_on=_end(draw, start), exit=left_as)
            )
        for m in range(draw(st.integers(0, 4))):
            of = draw(st.sampled_from([*cases, UUID(int=7)]))
            jobs.append(draw(spells(of, whom, 100 * (n + 1) + m, when)))
        kinds = st.sampled_from(STATUSES)
        for on, kind in draw(st.lists(st.tuples(when, kinds), max_size=5)):
            found.append(Status(case=cases[0], person=whom, on=on, status=kind))
    return enrolments, jobs, found


def one_life(facts: Facts) -> Life:
    (life,) = lives_of(*facts)
    return life
