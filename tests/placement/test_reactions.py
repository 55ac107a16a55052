"""Intake's events open and close searches: once each, in whatever order topics bring them."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from services.placement import queries, streams
from services.placement.reactions import follows, react
from shared.contracts import followup, intake
from shared.contracts.base import Contract
from shared.db import Tx
from shared.errors import NotFound
from shared.service import Service
from tests.harness import Api
from tests.placement.given import CASE, FEB_2, JAN_5, MAR_2, PERSON, UNIT
from tests.placement.journey import case_started, delivery

IDS: dict[str, Any] = {"case": CASE, "person": PERSON}


CASE_STARTED = case_started(CASE, person=PERSON)
CASE_ENDED = intake.CaseEnded(**IDS, on=FEB_2, kind="completed", exit="employment")
CASE_END_CORRECTED = intake.CaseEndCorrected(**IDS, on=MAR_2, kind="completed", exit="studies")
CASE_HANDED_OVER = intake.CaseHandedOver(**IDS, from_unit=UNIT, unit="malmo", support_person="officer-8", on=FEB_2)
CASE_PAUSED = intake.CasePaused(**IDS, on=FEB_2, until=MAR_2)
CASE_RESUMED = intake.CaseResumed(**IDS, on=MAR_2)
CASE_REOPENED = intake.CaseReopened(**IDS, on=MAR_2)
CASE_IN_ERROR = intake.CaseRegisteredInError(**IDS)


@pytest.fixture
async def service(api: Api) -> Service:
    running: Service = api.app.state.service
    return running


@pytest.fixture
async def tx(service: Service) -> AsyncIterator[Tx]:
    async with service.database.transaction() as opened:
        yield opened


async def told(service: Service, tx: Tx, *contracts: Contract) -> dict[str, Any]:
    """The search after these events."""
    for contract in contracts:
        one = delivery(contract)
        await react(service.reacting(tx, one), one)
    return dict(await queries.search(tx, CASE))


async def test_a_started_case_opens_a_search_at_its_unit(service: Service, tx: Tx) -> None:
    search = await told(service, tx, CASE_STARTED)
    assert (search["status"], search["unit"], search["person"], search["started_on"]) == ("open", UNIT, PERSON, JAN_5)


async def test_a_corrected_start_moves_the_search(service: Service, tx: Tx) -> None:
    search = await told(service, tx, CASE_STARTED, intake.CaseStartCorrected(**IDS, on=FEB_2))
    assert search["started_on"] == FEB_2


async def test_an_ended_case_closes_it_and_a_reopened_one_opens_it(service: Service, tx: Tx) -> None:
    closed = await told(service, tx, CASE_STARTED, CASE_ENDED)
    assert (closed["status"], closed["ended_on"]) == ("closed", FEB_2)
    reopened = await told(service, tx, CASE_REOPENED)
    assert (reopened["status"], reopened["ended_on"]) == ("open", None)


async def test_a_corrected_end_moves_the_end_of_the_search(service: Service, tx: Tx) -> None:
    closed = await told(service, tx, CASE_STARTED, CASE_ENDED, CASE_END_CORRECTED)
    assert (closed["status"], closed["ended_on"]) == ("closed", MAR_2)


async def test_a_case_that_is_handed_over_takes_its_search_along(service: Service, tx: Tx) -> None:
    search = await told(service, tx, CASE_STARTED, CASE_HANDED_OVER, CASE_HANDED_OVER)
    assert (search["unit"], search["version"]) == ("malmo", 2)


async def test_a_case_in_error_cancels_it(service: Service, tx: Tx) -> None:
    assert (await told(service, tx, CASE_STARTED, CASE_IN_ERROR))["status"] == "cancelled"


async def test_the_same_event_twice_has_one_effect(service: Service, tx: Tx) -> None:
    search = await told(service, tx, CASE_STARTED, CASE_STARTED, CASE_ENDED, CASE_ENDED)
    assert search["version"] == 2


async def test_an_end_before_any_start_changes_nothing_and_the_start_still_opens(service: Service, tx: Tx) -> None:
    with pytest.raises(NotFound):
        await told(service, tx, CASE_ENDED)
    assert (await told(service, tx, CASE_STARTED))["status"] == "open"


async def test_a_reaction_is_recorded_as_the_services_own_and_names_its_cause(service: Service, tx: Tx) -> None:
    one = delivery(CASE_STARTED)
    await react(service.reacting(tx, one), one)
    row = await tx.raw.fetchrow("select meta from events where stream = $1", streams.search(CASE))
    assert row["meta"] == {"by": "service:placement", "correlation": "c", "causation": str(one.event_id)}


def example_of(contract: type[Contract]) -> Contract:
    stored = Path(__file__).parents[1] / "contracts" / "golden" / f"{contract.type}.json"
    return contract.model_validate(json.loads(stored.read_text())["body"])


def test_of_followups_contracts_only_a_lost_job_is_placements_business() -> None:
    assert [kind for kind in followup.CONTRACTS if follows(example_of(kind))] == []


@pytest.mark.parametrize("contract", followup.CONTRACTS, ids=lambda contract: contract.type)
async def test_followups_contracts_of_a_case_unknown_here_change_nothing(
    service: Service, tx: Tx, contract: type[Contract]
) -> None:
    one = delivery(example_of(contract))
    await react(service.reacting(tx, one), one)
    assert await tx.raw.fetchval("select count(*) from events") == 0


async def test_a_pause_is_followed_and_its_end(service: Service, tx: Tx) -> None:
    paused = await told(service, tx, CASE_STARTED, CASE_PAUSED, CASE_PAUSED)
    assert (paused["status"], paused["paused_on"], paused["paused_until"], paused["version"]) == ("paused", FEB_2, MAR_2, 2)
    resumed = await told(service, tx, CASE_RESUMED, CASE_RESUMED)
    assert (resumed["status"], resumed["paused_on"], resumed["version"]) == ("open", None, 3)


def test_the_whole_course_of_a_case_is_followed() -> None:
    corrected = intake.CaseStartCorrected(**IDS, on=FEB_2)
    ends = (CASE_ENDED, CASE_END_CORRECTED, CASE_REOPENED, CASE_IN_ERROR)
    followed = (CASE_STARTED, corrected, CASE_HANDED_OVER, CASE_PAUSED, CASE_RESUMED, *ends)
    assert {contract for contract in followed if follows(contract) is None} == {CASE_REOPENED}  # that asks what is left to do
    course = {contract for contract in intake.CONTRACTS if contract.type.startswith("sius.intake.case-")}
    assert course - {type(contract) for contract in followed} == {intake.CaseOpened}  # waiting: no job is looked for yet
