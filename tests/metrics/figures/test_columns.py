"""Facts as columns, and ids that are objects only when somebody asks."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from services.metrics.figures.columns import (
    NONE,
    Columns,
    Days,
    Ids,
    Numbers,
    Texts,
    ids,
    places,
    texts,
    uuids,
)
from services.metrics.figures.days import FOREVER, Flags
from services.metrics.figures.shares import rows

UUIDS = st.one_of(st.uuids(), st.integers(0, 3).map(lambda n: UUID(int=n << 64)), st.integers(0, 3).map(lambda n: UUID(int=n)))
"""Also such as end or begin in zeros, which numpy takes for the end of a text."""


@dataclass(frozen=True)
class Visit:
    visit: UUID
    case: UUID | None
    on: date | None
    minutes: int | None
    kept: bool
    channel: str | None


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Visits(Columns):
    visit: Ids
    case: Ids
    on: Days
    minutes: Numbers
    kept: Flags
    channel: Texts


@given(st.lists(UUIDS))
def test_ids_come_out_of_a_column_as_they_went_in(told: list[UUID]) -> None:
    assert list(uuids(ids(told))) == told
    assert [UUID(text) for text in texts(ids(told))] == told


@given(st.lists(UUIDS))
def test_members_are_a_sorted_tuple_of_each_id_once(told: list[UUID]) -> None:
    members, plain = rows(told), tuple(sorted(set(told)))
    assert members == plain
    assert len(members) == len(plain)
    assert [members[at] for at in range(-len(plain), len(plain))] == [plain[at] for at in range(-len(plain), len(plain))]
    assert members[1:-1] == plain[1:-1]
    assert rows(members) is members


@given(st.lists(UUIDS), UUIDS)
def test_members_know_who_is_among_them(told: list[UUID], one: UUID) -> None:
    members = rows(told)
    assert all(each in members for each in told)
    assert (one in members) == (one in told)
    assert (str(one) in members) is False


def test_members_are_equal_by_their_ids_alone() -> None:
    one, other = UUID(int=1), UUID(int=2)
    assert rows([one, other]) == rows([other, one, one])
    assert hash(rows([one, other])) == hash(rows([other, one]))
    assert rows([one]) != rows([other])
    assert rows([one]) != (other,)
    assert rows([one]) != one


def test_a_place_past_the_last_member_is_refused() -> None:
    members = rows([UUID(int=1)])
    for at in (1, -2):
        try:
            members[at]
        except IndexError:
            continue
        raise AssertionError(at)


@given(st.lists(UUIDS), st.lists(UUIDS, unique=True))
def test_places_are_those_of_a_list(wanted: list[UUID], among: list[UUID]) -> None:
    ordered = sorted(among)
    expected = [ordered.index(one) if one in ordered else NONE for one in wanted]
    assert places(ids(wanted), ids(ordered)).tolist() == expected


def test_what_is_not_there_has_a_value_of_its_own() -> None:
    nothing = Visit(visit=UUID(int=1), case=None, on=None, minutes=None, kept=False, channel=None)
    column = Visits.of([nothing])
    assert (column.on.tolist(), column.minutes.tolist(), list(column.channel)) == ([FOREVER], [NONE], [None])
    assert list(uuids(column.case)) == [UUID(int=0)]


def test_columns_are_cut_all_alike() -> None:
    visits = [
        Visit(
            visit=UUID(int=n), case=UUID(int=9), on=date(2025, 1, n), minutes=n, kept=n > 1, channel="visit" if n > 1 else "phone"
        )
        for n in (1, 2, 3)
    ]
    column = Visits.of(visits)
    assert len(column) == 3
    kept = column[column.kept]
    assert (kept.minutes.tolist(), list(kept.channel), list(uuids(kept.visit))) == (
        [2, 3],
        ["visit"] * 2,
        [UUID(int=2), UUID(int=3)],
    )
    assert column[np.array([2, 0])].minutes.tolist() == [3, 1]
    assert Visits.of(column) is column


def test_texts_are_asked_by_name() -> None:
    units = Texts.of(["gavle", "stockholm", None, "gavle"])
    assert units.among({"gavle", None}).tolist() == [True, False, True, True]
    assert units[units.among({"stockholm"})].among({"gavle"}).tolist() == [False]
    assert units.translated(len(name or "") for name in units.names).tolist() == [5, 9, 0, 5]
    assert Texts.of([]).among({"gavle"}).tolist() == []
