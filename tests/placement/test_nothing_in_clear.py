"""No text about a person, a contact person or a sole trader stands in clear: every byte that placement keeps is searched."""

import asyncpg

from tests.contracts.traces import found, needles, stored
from tests.harness import Api
from tests.placement.everywhere import OF_EMPLOYERS, TEXTS, everything, ground


async def test_no_text_about_a_person_a_contact_person_or_a_sole_trader_is_kept_in_clear(api: Api) -> None:
    await everything(api, await ground(api))
    connection = await asyncpg.connect(api.settings.migration_url)
    try:
        places = await stored(connection, "placement")
    finally:
        await connection.close()
    assert found(needles("stockholm"), places) != []
    assert found(needles(*TEXTS, *OF_EMPLOYERS), places) == []
