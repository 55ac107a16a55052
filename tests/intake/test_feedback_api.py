"""Feedback to those who refer, over REST on real PostgreSQL: every count opens exactly its rows; partners read their digest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from typing import Any

import pytest

from services.intake import events as e
from shared.clock import MovableClock, stockholm
from tests.conftest import ServiceApi
from tests.harness import Api
from tests.intake.given import findings, judged
from tests.intake.journey import MALMO, a_proposal, ok
from tests.intake.seeds import Story, at_once, happened

LUND = "212000-1132"


@pytest.fixture
async def api(api_of: ServiceApi) -> Api:
    return await api_of("intake")


@pytest.fixture
def today(clock: MovableClock) -> date:
    return stockholm(clock.now())


def assessed(story: Story, on: date, *only: e.Criterion, **answers: e.Answer) -> e.EligibilityAssessed:
    """All criteria judged, or only those named; met but for those told."""
    said = tuple(one for one in judged(*findings(**answers), on=on) if not only or one.criterion in only)
    return replace(story.assessed(on), findings=said, judged=tuple(one.criterion for one in said))


async def referred(api: Api, on: date, **more: Any) -> Story:
    story = Story(**({"unit": more.pop("unit")} if "unit" in more else {}))
    await happened(api, story.received(on, **more))
    return story


async def started(api: Api, on: date, *, doubts: dict[str, e.Answer] | None = None, **more: Any) -> Story:
    story = await referred(api, on, **more)
    await happened(api, assessed(story, on, **(doubts or {})), story.granted(on))
    await at_once(api, [story.opened(on), story.accepted(on)])
    await happened(api, story.started(on))
    return story


async def interrupted(api: Api, on: date, exit_: e.ExitCategory = "health", **more: Any) -> Story:
    story = await started(api, on, **more)
    await happened(api, replace(story.ended(on), kind="interrupted", exit=exit_, form=None))
    return story


async def feedback(api: Api, role: str = "manager", **params: Any) -> Any:
    return ok(await api.get("/referrer-feedback", role, params=params), 200)


def links(counts: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """Every count below with its link."""
    if "href" in counts:
        yield counts["count"], counts["href"]
    for part in counts.values():
        for each in part if isinstance(part, list) else [part]:
            if isinstance(each, dict):
                yield from links(each)


async def rows_behind(api: Api, href: str, **who: Any) -> list[str]:
    rows: list[str] = []
    path = href.removeprefix("/intake/v1")
    listed = ok(await api.get(f"{path}{'&' if '?' in path else '?'}limit=200", **who), 200)
    rows += [row["referral"] for row in listed["items"]]
    assert listed["total"] == len(rows)
    return rows


async def a_mixture(api: Api, today: date) -> None:
    told: dict[str, Any] = {"agency": MALMO, "source_unit": "norr"}
    await referred(api, today)
    await referred(api, today, **told)
    await happened(api, (back := await referred(api, today, **told)).returned(today))
    await happened(api, (gone := await referred(api, today, source="af")).withdrawn(today))
    judged_first = await referred(api, today, **told)
    await happened(api, assessed(judged_first, today, attendance="not-met"), judged_first.returned(today))
    await started(api, today, **told)
    await happened(api, (done := await started(api, today)).ended(today))
    await interrupted(api, today, doubts={"attendance": "unknown"}, **told)
    await interrupted(api, today, "moved", doubts={"attendance": "unknown"})
    await interrupted(api, today, "own-wish")
    assert len({back.referral, gone.referral, done.referral}) == 3


async def test_every_count_opens_exactly_its_rows(api: Api, today: date) -> None:
    await a_mixture(api, today)
    answer = await feedback(api)
    total = answer["total"]
    told = ("referred", "returned", "withdrawn", "decided", "started", "interrupted")
    assert [total[name]["count"] for name in told] == [10, 2, 1, 5, 5, 3]
    assert [total["knowable"][part]["count"] for part in ("knowable", "of")] == [3, 5]
    assert [source["counts"]["referred"]["count"] for source in answer["sources"]] == [1, 4, 5]
    opened = {}
    for counts in (total, *(source["counts"] for source in answer["sources"])):
        for number, href in links(counts):
            opened[href] = await rows_behind(api, href)
            assert len(opened[href]) == number, href
    by_source = [opened[source["counts"]["referred"]["href"]] for source in answer["sources"]]
    assert sorted(chain.from_iterable(by_source)) == sorted(opened[total["referred"]["href"]])


async def test_knowable_is_each_criterions_first_judgement(api: Api, today: date) -> None:
    before = today - timedelta(days=3)
    parts = await referred(api, before)
    rest = tuple(name for name in (one.criterion for one in findings()) if name != "attendance")
    await happened(api, assessed(parts, before, "attendance"), assessed(parts, today, *rest), parts.granted(today))
    turned = await referred(api, before)
    await happened(api, assessed(turned, before, job_ready="not-met"), assessed(turned, today), turned.granted(today))
    for story in (parts, turned):
        await at_once(api, [story.opened(today), story.accepted(today)])
        await happened(api, story.started(today), replace(story.ended(today), kind="interrupted", exit="health", form=None))
    counts = (await feedback(api))["total"]["interrupted_knowable"]
    assert (counts["knowable"]["count"], counts["of"]["count"]) == (1, 2)
    assert await rows_behind(api, counts["knowable"]["href"]) == [str(turned.referral)]


async def test_a_reopened_case_goes_on_and_one_in_error_never_was(api: Api, today: date) -> None:
    reopened = await interrupted(api, today, doubts={"attendance": "unknown"})
    error = await interrupted(api, today, doubts={"attendance": "unknown"})
    await happened(api, reopened.reopened(today), error.in_error(today))
    total = (await feedback(api))["total"]
    assert [total[name]["count"] for name in ("ongoing", "granted", "interrupted")] == [1, 1, 0]
    assert total["knowable"]["knowable"]["count"] == 0
    assert await rows_behind(api, total["granted"]["href"]) == [str(error.referral)]


async def test_merged_persons_keep_their_referrals_and_what_was_known_of_each(api: Api, today: date) -> None:
    first = await interrupted(api, today, doubts={"attendance": "unknown"})
    second = await interrupted(api, today)
    before = (await feedback(api))["total"]
    async with api.app.state.service.database.transaction() as tx:
        await tx.raw.execute(
            "insert into person_links (merged, survivor, since) values ($1, $2, $3)", second.person, first.person, today
        )
    assert (await feedback(api))["total"] == before
    assert before["interrupted_knowable"]["knowable"]["count"] == 1


async def test_the_period_is_that_of_the_referrals_and_12_months_unless_said(api: Api, today: date) -> None:
    for days in (0, 300, 400):
        await referred(api, today - timedelta(days=days))
    answer = await feedback(api)
    assert (answer["total"]["referred"]["count"], answer["to"]) == (2, today.isoformat())
    period = {"from": (today - timedelta(days=400)).isoformat(), "to": (today - timedelta(days=1)).isoformat()}
    early = await feedback(api, **period)
    assert early["total"]["referred"]["count"] == 2
    wrong = await api.get("/referrer-feedback", params={"from": today.isoformat(), "to": "2020-01-01"})
    assert (wrong.status_code, wrong.json()["errors"][0]["code"]) == (422, "period-order")


async def test_only_ones_own_units_and_nobody_whose_identity_is_protected(api: Api, today: date) -> None:
    story = await referred(api, today)
    await referred(api, today, unit="malmo")
    async with api.app.state.service.database.transaction() as tx:
        await tx.raw.execute("insert into concealed (person) values ($1)", story.person)
    assert (await feedback(api))["total"]["referred"]["count"] == 0
    named = await feedback(api, "caseworker+protected-identity")
    assert named["total"]["referred"]["count"] == 1
    assert len(await rows_behind(api, named["total"]["referred"]["href"], role="caseworker+protected-identity")) == 1
    assert (await api.get("/referrer-feedback?unit=malmo")).status_code == 403


async def digest_of(api: Api, org: str = MALMO, **params: Any) -> Any:
    return ok(await api.get("/own-referrals/digest", "partner", org=org, params=params), 200)


async def test_a_partner_reads_a_digest_of_its_own_alone(api: Api, today: date) -> None:
    for _ in range(5):
        await referred(api, today, proposed_by=MALMO, agency=MALMO)
    for _ in range(6):
        story = await referred(api, today, proposed_by=MALMO, agency=MALMO)
        await happened(api, story.returned(today))
    await referred(api, today, proposed_by=LUND, agency=LUND)
    await referred(api, today, agency=MALMO)
    shown = await digest_of(api)
    assert (shown["referred"], shown["unanswered"], shown["returned"], shown["decided"]) == (11, 5, 6, 0)
    assert {"reason": "incomplete", "count": 6} in shown["return_reasons"]
    assert (shown["returned_knowable"], shown["knowable"], shown["failed"]) == (6, 6, 6)
    assert (await digest_of(api, LUND))["referred"] is None
    assert (await digest_of(api, year=today.year - 1))["referred"] == 0


async def test_a_protected_person_is_in_no_total_and_no_part_of_a_digest(api: Api, today: date) -> None:
    stories = [await referred(api, today, proposed_by=MALMO, agency=MALMO) for _ in range(7)]
    shown = await digest_of(api)
    async with api.app.state.service.database.transaction() as tx:
        await tx.raw.execute("insert into concealed (person) values ($1)", stories[0].person)
    after = await digest_of(api)
    assert {name for name in shown if shown[name] != after[name]} == {"referred", "unanswered"}
    assert (after["referred"], after["unanswered"]) == (6, 6)


async def test_a_digest_withholds_a_small_count_with_its_split(api: Api, today: date) -> None:
    for _ in range(6):
        await referred(api, today, proposed_by=MALMO, agency=MALMO)
    withdrawn = await a_proposal(api, today)
    ok(await api.post(f"/own-referrals/{withdrawn}/withdrawals", {"on": today.isoformat()}, "partner", org=MALMO))
    shown = await digest_of(api)
    assert shown["referred"] == 7
    assert {shown[name] for name in ("unanswered", "withdrawn", "returned", "decided", "knowable")} == {None}


async def test_whoever_has_no_agency_has_no_digest(api: Api) -> None:
    answer = await api.get("/own-referrals/digest", "partner+analyst")
    assert (answer.status_code, answer.json()["code"]) == (403, "other-agency")
