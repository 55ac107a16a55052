"""A ranking never depends on sex, age, origin or a disability code: nothing that ranks has them, and no change of them shows."""

from dataclasses import fields, replace
from typing import Any

import pytest

from services.placement import events as e
from services.placement import streams
from services.placement.events.candidacy import DimensionFit, Explanation, Requirement
from services.placement.matching import columns
from services.placement.matching.sides import Permission, Seeker, Window
from services.placement.projections.matching import AGREEMENTS, PROFILE, SEARCH, match_seekers
from services.placement.queries import matching
from shared.contracts.intake import CaseStarted
from shared.service import Service
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.placement.given import CASE, JAN_5, OPPORTUNITY, PERSON, opened
from tests.placement.journey import NOW, case_started, told
from tests.placement.seekers import agreed, recorded

ABOUT_THE_PERSON = frozenset({"sex", "birth_year", "disability_group", "municipality", "referral_source"})
"""What intake tells of who the person is."""

SAID_OTHERWISE: dict[str, Any] = {
    "sex": "man",
    "birth_year": 1961,
    "disability_group": "21",
    "municipality": "2480",
    "referral_source": "region",
}

UNSAYABLE = ("sex", "gender", "birth", "age", "origin", "citizen", "disab", "diagnos", "name", "personal_number")


def words(names: Any) -> set[str]:
    return {word for name in names for word in str(name).split("_")}


def test_a_seeker_has_what_counts_and_nothing_else() -> None:
    assert {field.name for field in fields(Seeker)} == {
        *("case", "hours_from", "hours_to", "shifts", "municipalities", "licences", "languages"),
        *("wished", "excluded", "abilities", "permission"),
    }


@pytest.mark.parametrize("kind", [Seeker, Permission, Window, Explanation, Requirement, DimensionFit])
def test_nothing_that_ranks_or_explains_can_say_who_somebody_is(kind: Any) -> None:
    assert not words(field.name for field in fields(kind)) & set(UNSAYABLE)


def test_what_is_packed_and_stored_of_a_seeker_cannot_say_it_either() -> None:
    assert not words(columns.SEEKER.names or ()) & set(UNSAYABLE)
    assert not words(column.name for column in match_seekers.columns) & set(UNSAYABLE)


@pytest.mark.parametrize(
    "statement",
    [PROFILE, AGREEMENTS, SEARCH, matching.PROFILES, matching.AGREEMENTS_OF, matching.SEARCHING, matching.ALL_AGREEMENTS],
)
def test_what_is_read_of_a_seeker_cannot_say_it(statement: Any) -> None:
    selected = statement.sql.partition(" FROM ")[0].removeprefix("SELECT ")
    read = words(column.strip().rpartition(".")[2] for column in selected.split(","))
    assert "case" in read
    assert not read & set(UNSAYABLE)


def started(**otherwise: Any) -> CaseStarted:
    return CaseStarted(**{**case_started(CASE, person=PERSON).model_dump(), **otherwise})


async def answers(api_of: ServiceApi, begun: CaseStarted, profile: e.ProfileRecorded) -> list[bytes]:
    """Every matching answer about one seeker and two jobs."""
    api: Api = await api_of("placement")
    api.clock.move_to(NOW)
    await told(api, begun)
    service: Service = api.app.state.service
    far = replace(opened(), opportunity=CASE, occupation="9412", municipality="1480")
    async with service.database.transaction() as tx:
        log = service.log(tx, by="test", correlation="c")
        await log.append(streams.opportunity(OPPORTUNITY), [opened()], expected=0)
        await log.append(streams.opportunity(CASE), [far], expected=0)
        await log.append(streams.profile(CASE), [profile], expected=0)
        await log.append(streams.presentation(CASE), [agreed()], expected=0)
    paths = (
        f"/searches/{CASE}/matches",
        f"/searches/{CASE}/matches?missing=place",
        f"/opportunities/{OPPORTUNITY}/matches",
        f"/opportunities/{CASE}/matches?missing=place",
    )
    found = [await api.get(path) for path in paths]
    assert [answer.json()["total"] for answer in found] == [1, 1, 1, 1]
    return [answer.content for answer in found]


async def test_another_sex_age_origin_or_disability_gives_the_same_answer_byte_for_byte(api_of: ServiceApi) -> None:
    assert set(SAID_OTHERWISE) == ABOUT_THE_PERSON <= set(CaseStarted.model_fields)
    one, other = started(), started(**SAID_OTHERWISE)
    assert all(getattr(one, name) != getattr(other, name) for name in ABOUT_THE_PERSON)
    assert await answers(api_of, one, recorded()) == await answers(api_of, other, recorded())


async def test_merits_motivation_and_who_wrote_the_profile_do_not_count_either(api_of: ServiceApi) -> None:
    merit = e.Merit(kind="education", occupation="2221", months=36, text=recorded().skills[0])
    told_otherwise: dict[str, Any] = {"merits": (merit,), "motivation": "unsure", "recorded_by": "somebody", "on": JAN_5}
    otherwise = replace(recorded(), skills=(), **told_otherwise)
    assert await answers(api_of, started(), recorded()) == await answers(api_of, started(), otherwise)


async def test_what_does_count_changes_the_answer(api_of: ServiceApi) -> None:
    other = recorded(wished=("9412",))
    assert await answers(api_of, started(), recorded()) != await answers(api_of, started(), other)
