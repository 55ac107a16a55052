"""Notes, reasons and reports stand nowhere in clear: every byte that followup keeps is searched."""

import asyncpg

from tests.contracts.traces import found, needles, stored
from tests.followup import deliveries as d
from tests.followup.everywhere import TEXTS, everything
from tests.harness import Api


async def test_no_text_about_a_person_is_kept_in_clear(api: Api, sender: d.Sender) -> None:
    await everything(api, sender)
    connection = await asyncpg.connect(api.settings.migration_url)
    try:
        places = await stored(connection, "followup")
    finally:
        await connection.close()
    assert found(needles("stockholm"), places) != []
    assert found(needles(*TEXTS), places) == []
