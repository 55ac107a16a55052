"""What is made anew from the log about seekers and candidacies is what stands; and what of it other services learn."""

from typing import get_args

import asyncpg
import pytest

from services.placement import events as e
from services.placement.projections import read_model
from services.placement.projections.tables import metadata
from services.placement.publisher import publish
from shared.contracts import placement as contracts
from shared.contracts.base import Contract
from shared.db import prepare_connection
from shared.eventstore import Recorded
from shared.ids import new_id
from shared.migrations import app_role
from shared.projections import Rebuild
from tests.harness import Api
from tests.placement.given import CASE, EMPLOYER, FEB_16, MAR_2, PERSON
from tests.placement.journey import NOW
from tests.placement.seekers import CANDIDACY, MINE, TRIAL, accepted, agreed, everything_about_seekers, proposed, recorded, trial

ABOUT_SEEKERS = {"ProfileRecorded", *(event.__name__ for event in (*get_args(e.PresentationEvent), *get_args(e.CandidacyEvent)))}
TABLES = {"profiles", "profile_versions", "presentations", "disclosures", "candidacies", "trials"}


async def test_what_is_rebuilt_about_seekers_equals_the_live_row_for_row(api: Api) -> None:
    await everything_about_seekers(api)
    connection = await asyncpg.connect(api.settings.migration_url)
    try:
        await prepare_connection(connection)
        told = {row["type"] for row in await connection.fetch("select distinct type from events")}
        assert told >= ABOUT_SEEKERS
        for table in TABLES:
            assert await connection.fetchval(f"select count(*) from read.{table}") > 0
        rebuild = Rebuild(connection, read_model(api.app.state.service.store), role=app_role("placement"))
        await rebuild.start(afresh=True)
        assert await rebuild.replay() > 0
        assert await rebuild.differences() == dict.fromkeys(metadata.tables, 0)
    finally:
        await connection.close()


def published(event: object) -> Contract | None:
    recorded_ = Recorded(
        event=event,
        stream="s",
        version=1,
        event_id=new_id(),
        on=None,
        recorded_at=NOW,
        by="officer-7",
        correlation="c",
        causation=None,
    )
    return publish(recorded_)


IDS = {"trial": TRIAL, "case": CASE, "person": PERSON, "employer": EMPLOYER}


def test_trials_are_told_to_others_as_days_and_codes() -> None:
    days = {"starts_on": FEB_16, "until": MAR_2, "on": FEB_16}
    assert published(trial()) == contracts.WorkTrialAgreed(**IDS, candidacy=CANDIDACY, kind="work-trial", **days)
    ended = e.TrialEnded(**MINE, trial=TRIAL, employer=EMPLOYER, on=MAR_2)
    assert published(ended) == contracts.WorkTrialEnded(**IDS, on=MAR_2)
    cancelled = e.TrialCancelled(**MINE, trial=TRIAL, employer=EMPLOYER, on=MAR_2)
    assert published(cancelled) == contracts.WorkTrialCancelled(**IDS, on=MAR_2)


@pytest.mark.parametrize("event", [recorded(), agreed(), proposed(), accepted()])
def test_what_a_person_can_and_agrees_to_stays_inside(event: object) -> None:
    assert published(event) is None
