"""What rows are broken down by as PostgreSQL finds it: the same as from the whole facts, row by row."""

import pytest

from services.metrics import queries
from services.metrics.figures.breakdowns import Breakdown, Values
from services.metrics.figures.columns import uuids
from services.metrics.queries import gathering
from services.metrics.queries import values as reading
from tests.metrics.all_told import first
from tests.metrics.conftest import Metrics
from tests.metrics.telling import question
from tests.metrics.traits import case_traits, referral_traits_of

KNOWN = ("2025-02-15", "2025-08-01", "2026-11-01")


def said(values: Values) -> list[tuple[object, str | None]]:
    return list(zip(uuids(values.row), values.value, strict=True))


@pytest.mark.parametrize("by", Breakdown)
async def test_cases_have_the_values_that_their_facts_give(
    metrics: Metrics, by: Breakdown, monkeypatch: pytest.MonkeyPatch
) -> None:
    await metrics.receive(first().deliveries)
    async with metrics.database.transaction(readonly=True) as tx:
        ids = [row["case_id"] for row in await tx.raw.fetch("select distinct case_id from cases")]
        assert len(ids) > 5
        for known in KNOWN:
            asked = question("2025-01-01", "2025-12-31", known=known)
            expected = Values.by(by, await case_traits(tx, asked, ids))
            assert said(await queries.values_of_cases(tx, asked, ids, by)) == said(expected)
            monkeypatch.setattr(reading, "FEW", 1)
            assert said(await queries.values_of_cases(tx, asked, ids, by)) == said(expected)
            monkeypatch.undo()


@pytest.mark.parametrize("by", Breakdown)
async def test_referrals_have_the_values_that_their_facts_give(metrics: Metrics, by: Breakdown) -> None:
    await metrics.receive(first().deliveries)
    async with metrics.database.transaction(readonly=True) as tx:
        for known in KNOWN:
            asked = question("2025-01-01", "2025-12-31", known=known)
            referrals = await gathering.answered(tx, asked)
            expected = Values.by(by, await referral_traits_of(tx, asked, referrals))
            assert said(await queries.values_of_referrals(tx, asked, by)) == said(expected)
