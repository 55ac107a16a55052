"""A person's texts cannot be read any more: every route answers all the same, without them."""

from datetime import date
from uuid import UUID

import pytest

from shared.clock import MovableClock, stockholm
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.intake.everywhere import EVERYBODY, NOTES, PARTNER, capacity, everything, walk
from tests.intake.journey import ok

TEXTS = ("Exempel", *NOTES)


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    return await api_of("intake")


@pytest.fixture
def today(clock: MovableClock) -> date:
    return stockholm(clock.now())


async def test_every_route_answers_without_the_texts_of_somebody_whose_key_is_destroyed(api: Api, today: date) -> None:
    await capacity(api, today)
    told = await everything(api, today)
    before = {each: answer for each, answer in (await walk(api, told.subjects)).items() if answer.status_code == 200}
    assert [text for text in TEXTS if not any(text in answer.text for answer in before.values())] == []
    service = api.app.state.service
    async with service.database.transaction() as tx:
        assert all([await service.vault.erase(tx, UUID(person)) for person in told.persons])
    after = await walk(api, told.subjects)
    assert {each: after[each].status_code for each in before} == dict.fromkeys(before, 200)
    assert [each for each, answer in after.items() if any(text in answer.text for text in TEXTS)] == []
    partners = await walk(api, told.subjects, **PARTNER)
    assert {each for each, answer in partners.items() if answer.status_code >= 500} <= {("readyz", "/readyz")}


async def test_a_persons_name_is_null_and_the_letter_says_so(api: Api, today: date) -> None:
    told = await everything(api, today)
    refused = told.subjects[1]
    service = api.app.state.service
    async with service.database.transaction() as tx:
        await service.vault.erase(tx, UUID(refused["person"]))
    assert ok(await api.get(f"/persons/{refused['person']}"), 200)["name"] is None
    page = await api.get(f"/referrals/{refused['referral']}/decisions/latest/document", EVERYBODY)
    assert (page.status_code, "Uppgiften är raderad" in page.text) == (200, True)
