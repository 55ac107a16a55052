"""Seekers and openings by hand, and any that can be (hypothesis)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from services.placement.events.vocabulary import DIMENSIONS, LICENCES, SHIFTS, Adaptation
from services.placement.matching.sides import Opening, Permission, Seeker, Window
from services.placement.measures import MEASURES

TODAY = date(2026, 3, 10)
SINCE_NEW_YEAR = Window(since=date(2026, 1, 1))
CASE = UUID("0195c1de-9d00-7000-8000-0000000000ac")
OPPORTUNITY = UUID("0195c1de-9d00-7000-8000-0000000000ba")
EMPLOYER = UUID("c4ddfb77-6c8f-5d1e-8a0f-6f3f6c1f0a11")
OTHER_EMPLOYER = UUID("c4ddfb77-6c8f-5d1e-8a0f-6f3f6c1f0a12")


def seeker(**other: Any) -> Seeker:
    """Somebody who can take the job of `opening`."""
    one = Seeker(
        case=CASE,
        hours_from=Decimal(20),
        hours_to=Decimal(30),
        shifts=frozenset({"day", "weekend"}),
        municipalities=frozenset({"0180", "0184"}),
        licences=frozenset({"B"}),
        languages={"sv": 3},
        wished=frozenset({"9412"}),
        excluded=frozenset({"9111"}),
        abilities=dict.fromkeys(DIMENSIONS, 2),
        permission=Permission(others=SINCE_NEW_YEAR),
    )
    return replace(one, **other)


def opening(**other: Any) -> Opening:
    one = Opening(
        opportunity=OPPORTUNITY,
        employer=EMPLOYER,
        occupation="9412",
        hours_from=Decimal(30),
        hours_to=Decimal(40),
        municipality="0180",
        shifts=frozenset({"day"}),
        languages={"sv": 2},
        demands=dict.fromkeys(DIMENSIONS, 2),
    )
    return replace(one, **other)


# Few of each, so that they meet often.
EMPLOYERS = [UUID(int=(number << 124) + number) for number in range(1, 4)]
OCCUPATIONS = ["9412", "9411", "9413", "9111", "9320", "5223", "0110"]
MUNICIPALITIES = ["0180", "0184", "1480", "9999"]
LANGUAGES = ["sv", "en", "zu"]

days = st.integers(-3, 3).map(lambda number: TODAY + timedelta(days=number))
windows = st.builds(Window, since=days, until=st.none() | days)
hours = st.integers(1, 160).map(lambda number: Decimal(number) / 4)
levels = st.integers(0, 4)
by_dimension = st.dictionaries(st.sampled_from(DIMENSIONS), levels)
spoken = st.dictionaries(st.sampled_from(LANGUAGES), levels)
adaptations = st.builds(
    Adaptation, dimension=st.sampled_from(DIMENSIONS), measure=st.sampled_from(sorted(MEASURES)), lowers_to=levels
)
permissions = st.builds(
    Permission, others=st.none() | windows, named=st.dictionaries(st.sampled_from(EMPLOYERS), windows, max_size=2)
)
ids = st.integers(1, 2**128 - 1).map(lambda number: UUID(int=number)) | st.sampled_from(
    [UUID(int=number) for number in (1, 2**63, 2**64, 2**64 + 1, 2**127, 256)]
)


def any_of(codes: Any) -> Any:
    return st.frozensets(st.sampled_from(codes), max_size=3)


seekers = st.builds(
    Seeker,
    case=ids,
    hours_from=hours,
    hours_to=hours,
    shifts=any_of(SHIFTS),
    municipalities=any_of(MUNICIPALITIES),
    licences=any_of(LICENCES),
    languages=spoken,
    wished=any_of(OCCUPATIONS),
    excluded=any_of(OCCUPATIONS),
    abilities=by_dimension,
    permission=permissions,
)
openings = st.builds(
    Opening,
    opportunity=ids,
    employer=st.sampled_from(EMPLOYERS),
    occupation=st.sampled_from(OCCUPATIONS),
    hours_from=hours,
    hours_to=hours,
    municipality=st.sampled_from(MUNICIPALITIES),
    shifts=any_of(SHIFTS),
    licences=any_of(LICENCES),
    languages=spoken,
    demands=by_dimension,
    adaptations=st.lists(adaptations, max_size=4).map(tuple),
    sheltered=st.booleans(),
)
many_seekers = st.lists(seekers, max_size=12, unique_by=lambda one: one.case)
many_openings = st.lists(openings, max_size=12, unique_by=lambda one: one.opportunity)
