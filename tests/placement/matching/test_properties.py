"""The fast rankings equal the readable ones on any input, and no order of input changes them."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.placement.events.candidacy import Explanation
from services.placement.matching import at_once, columns, ranking
from services.placement.matching.permission import Agreed, permission
from services.placement.matching.sides import Opening, Seeker
from services.placement.presentation import Agreement, State, cover
from tests.placement.matching.made import (
    EMPLOYERS,
    OTHER_EMPLOYER,
    TODAY,
    days,
    ids,
    many_openings,
    many_seekers,
    openings,
    seekers,
)

Told = tuple[UUID, int, int, tuple[str, ...]]


def told(identity: UUID, explanation: Explanation) -> Told:
    return identity, explanation.score, explanation.nearness, ranking.missed(explanation)


def told_at_once(found: at_once.Ranking, rows: columns.Column) -> list[Told]:
    missed = [tuple(code for place, code in enumerate(at_once.ORDER) if found.missed[row] >> place & 1) for row in rows.tolist()]
    numbers = zip(found.score[rows].tolist(), found.nearness[rows].tolist(), missed, strict=True)
    return [(identity, *of_row) for identity, of_row in zip(found.identities(rows), numbers, strict=True)]


@given(seeker=seekers, many=many_openings)
def test_jobs_for_a_seeker_are_the_same_at_once_as_one_by_one(seeker: Seeker, many: Sequence[Opening]) -> None:
    readable = ranking.openings_for(seeker, many, TODAY)
    fast = at_once.openings_for(seeker, columns.openings_of(many), TODAY)
    assert told_at_once(fast, fast.order) == [told(opening.opportunity, why) for opening, why in readable.matches]
    assert told_at_once(fast, fast.excluded) == [told(opening.opportunity, why) for opening, why in readable.excluded]


@given(opening=openings, many=many_seekers)
def test_seekers_for_a_job_are_the_same_at_once_as_one_by_one(opening: Opening, many: Sequence[Seeker]) -> None:
    readable = ranking.seekers_for(opening, many, TODAY)
    fast = at_once.seekers_for(opening, columns.seekers_of(many), TODAY)
    assert told_at_once(fast, fast.order) == [told(seeker.case, why) for seeker, why in readable.matches]
    assert told_at_once(fast, fast.excluded) == [told(seeker.case, why) for seeker, why in readable.excluded]


@given(seeker=seekers, many=many_openings, random=st.randoms())
def test_no_order_of_the_jobs_changes_their_ranking(seeker: Seeker, many: list[Opening], random: Random) -> None:
    shuffled = random.sample(many, len(many))
    assert ranking.openings_for(seeker, many, TODAY) == ranking.openings_for(seeker, shuffled, TODAY)
    first, second = (at_once.openings_for(seeker, columns.openings_of(some), TODAY) for some in (many, shuffled))
    assert told_at_once(first, first.order) == told_at_once(second, second.order)


@given(seeker=seekers, opening=openings, alike=st.lists(ids, min_size=2, max_size=6, unique=True))
def test_of_jobs_that_are_alike_the_first_by_id_comes_first_in_any_order(
    seeker: Seeker, opening: Opening, alike: list[UUID]
) -> None:
    found = at_once.openings_for(seeker, columns.openings_of(replace(opening, opportunity=one) for one in alike), TODAY)
    assert found.identities(found.order) + found.identities(found.excluded) == sorted(alike)


@given(opening=openings, seeker=seekers, alike=st.lists(ids, min_size=2, max_size=6, unique=True))
def test_of_seekers_that_are_alike_the_first_by_id_comes_first_in_any_order(
    opening: Opening, seeker: Seeker, alike: list[UUID]
) -> None:
    found = at_once.seekers_for(opening, columns.seekers_of(replace(seeker, case=one) for one in alike), TODAY)
    assert found.identities(found.order) + found.identities(found.excluded) == sorted(alike)


@given(opening=openings, many=many_seekers, random=st.randoms())
def test_no_order_of_the_seekers_changes_their_ranking(opening: Opening, many: list[Seeker], random: Random) -> None:
    shuffled = random.sample(many, len(many))
    assert ranking.seekers_for(opening, many, TODAY) == ranking.seekers_for(opening, shuffled, TODAY)


@given(seeker=seekers, opening=openings)
def test_every_requirement_and_every_dimension_is_told_whatever_the_outcome(seeker: Seeker, opening: Opening) -> None:
    why = ranking.explain(seeker, opening, TODAY)
    assert [requirement.code for requirement in why.requirements] == list(at_once.ORDER)
    assert 0 <= why.score <= 100
    assert all((fit.closed_by is None) or fit.gap > 0 for fit in why.dimensions)


agreements = st.builds(
    Agreement,
    agreement=st.uuids(),
    facts=st.just(()),
    to=st.just("all") | st.lists(st.sampled_from(EMPLOYERS), min_size=1, max_size=2).map(tuple),
    on=days.filter(lambda day: day <= TODAY),
    until=st.none() | days,
    withdrawn_on=st.none() | days,
)


@given(made=st.lists(agreements, max_size=5).map(tuple), employer=st.sampled_from([*EMPLOYERS, OTHER_EMPLOYER]))
def test_a_match_needs_the_same_permission_as_a_presentation(made: tuple[Agreement, ...], employer: UUID) -> None:
    told_of = cover(State(agreements=made), employer, TODAY)
    matched = permission([Agreed(to=one.to, on=one.on, until=one.until, withdrawn_on=one.withdrawn_on) for one in made])
    assert matched.holds(employer, TODAY) == (told_of.gap is None)
