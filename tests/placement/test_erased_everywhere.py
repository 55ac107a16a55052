"""Texts of somebody cannot be read any more: every route answers all the same, without them."""

from collections.abc import Iterable
from uuid import UUID

from shared.service import Service
from tests.everywhere import Answers
from tests.harness import Api
from tests.placement.everywhere import OF_EMPLOYERS, TEXTS, everything, ground


async def erased(api: Api, keys: Iterable[UUID]) -> None:
    """The keys are destroyed, and nothing else is done."""
    service: Service = api.app.state.service
    async with service.database.transaction() as tx:
        assert all([await service.vault.erase(tx, key) for key in keys])


def showing(answers: Answers, texts: Iterable[str]) -> set[str]:
    return {text for text in texts if any(text in answer.text for answer in answers.values())}


async def test_every_route_answers_without_the_texts_of_a_person_whose_key_is_destroyed(api: Api) -> None:
    on = await ground(api)
    made = await everything(api, on)
    walk = on.everywhere.walk
    before = await walk(api, made.subjects)
    assert showing(before, TEXTS) == set(TEXTS)
    await erased(api, made.persons)
    after = await walk(api, made.subjects)
    assert {each: answer.status_code for each, answer in after.items()} == {each: a.status_code for each, a in before.items()}
    assert showing(after, TEXTS) == set()


async def test_every_route_answers_without_the_texts_of_a_contact_person_and_a_sole_trader(api: Api) -> None:
    on = await ground(api)
    subjects = [on.sole, on.representative]
    walk = on.everywhere.walk
    before = await walk(api, subjects)
    assert showing(before, OF_EMPLOYERS) == set(OF_EMPLOYERS)
    await erased(api, [UUID(on.sole["employer"]), UUID(on.representative["representative"])])
    after = await walk(api, subjects)
    assert {each: answer.status_code for each, answer in after.items()} == {each: a.status_code for each, a in before.items()}
    assert showing(after, OF_EMPLOYERS) == set()
