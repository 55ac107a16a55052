"""Columns as PostgreSQL sends them: the same as those made of the rows, whatever is null."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.metrics.figures.columns import Columns, Days, Ids, Numbers, Texts, kinds, uuids
from services.metrics.figures.days import Flags
from services.metrics.queries.asking import as_known
from services.metrics.queries.columns import Part, reading
from tests.metrics.conftest import Metrics
from tests.metrics.telling import Told, noon

DATES = st.dates(date(1900, 1, 1), date(9999, 12, 30))
ROWS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.uuids(), st.just(UUID(int=1 << 8))),
        st.one_of(st.none(), DATES),
        st.one_of(st.none(), st.integers(0, 2**31 - 1)),
        st.booleans(),
        st.one_of(st.none(), st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=5)),
    ),
    max_size=20,
)
NAMES = ("who", "on", "minutes", "kept", "channel")
TYPES: tuple[sa.types.TypeEngine[Any], ...] = (sa.Uuid(), sa.Date(), sa.Integer(), sa.Boolean(), sa.Text())


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Visits(Columns):
    who: Ids
    on: Days
    minutes: Numbers
    kept: Flags
    channel: Texts


def content(columns: Columns) -> dict[str, list[Any]]:
    taken = {name: getattr(columns, name) for name in kinds(type(columns))}
    return {name: list(uuids(each)) if name == "who" else list(each) for name, each in taken.items()}


@dataclass(frozen=True)
class Visit:
    who: UUID | None
    on: date | None
    minutes: int | None
    kept: bool
    channel: str | None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
async def test_columns_read_are_those_made_of_the_rows(metrics: Metrics, rows: list[tuple[Any, ...]]) -> None:
    nothing = (None, None, None, False, None)
    values = sa.values(*map(sa.column, NAMES), name="told").data([*rows, nothing])
    told: sa.Select[Any] = sa.select(*(sa.cast(values.c[name], of).label(name) for name, of in zip(NAMES, TYPES, strict=True)))
    part = Part(Visits, told if rows else told.where(sa.false()))
    async with metrics.database.transaction(readonly=True) as tx:
        taken = part.taken(await tx.one(reading(part)))
    expected = Visits.of(Visit(*row) for row in ([*rows, nothing] if rows else []))
    assert content(taken) == content(expected)


async def test_now_is_when_nothing_was_recorded_since(metrics: Metrics) -> None:
    async with metrics.database.transaction(readonly=True) as tx:
        assert (await as_known(tx, noon("2025-01-01")))["now"] is True
    told = Told()
    told.case_started("2025-03-10")
    await metrics.receive(told.deliveries)
    recorded = max(delivery.recorded_at for delivery in told.deliveries)
    async with metrics.database.transaction(readonly=True) as tx:
        assert (await as_known(tx, noon("2025-01-01")))["now"] is False
        assert (await as_known(tx, recorded))["now"] is True
