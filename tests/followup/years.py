"""Two years of two supports side by side, told over REST from day to day: a relapse, a job change, a handover.

The one is at private employers, the other at municipal ones; nobody gives the other anything else because of that.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from shared.contracts.base import Contract
from tests.followup import deliveries as d
from tests.followup.test_api import ALL, ok, on
from tests.harness import UNIT, Api

JAN_12, JAN_26, FEB_6, FEB_9 = date(2026, 1, 12), date(2026, 1, 26), date(2026, 2, 6), date(2026, 2, 9)
MAR_17, MAR_24, MAR_25, MAR_30 = date(2026, 3, 17), date(2026, 3, 24), date(2026, 3, 25), date(2026, 3, 30)
APR_24, MAY_15, JUN_8 = date(2026, 4, 24), date(2026, 5, 15), date(2026, 6, 8)
AUG_14, AUG_17, OCT_5, OCT_8 = date(2026, 8, 14), date(2026, 8, 17), date(2026, 10, 5), date(2026, 10, 8)
LAST_DAY, AFTER = date(2027, 12, 17), date(2028, 3, 20)
LATEST_END = date(2026, 8, 20)
"""Six months from the trial's first day, 26 January, and the 2 + 23 days between trial and jobs on which nothing was given."""

ELSEWHERE = "malmo"
READING = ("followup:read", "task:read")


@dataclass(frozen=True, kw_only=True)
class Life:
    """The ids of one case."""

    number: int

    def _id(self, what: int) -> UUID:
        return UUID(int=0x0195C1DE9D0070008000 << 48 | self.number << 8 | what)

    @property
    def case(self) -> UUID:
        return self._id(1)

    @property
    def trial(self) -> UUID:
        return self._id(3)

    @property
    def job(self) -> UUID:
        return self._id(4)

    @property
    def next_job(self) -> UUID:
        return self._id(5)

    @property
    def path(self) -> str:
        return f"/supports/{self.case}"

    def told(self, contract: Contract) -> Contract:
        """As it is published of this case: the employer is its own."""
        whose = {"case": self.case, "person": self._id(2), "employer": self._id(6)}
        known = type(contract).model_fields.keys()
        return contract.model_copy(update={name: value for name, value in whose.items() if name in known})


PRIVATE, MUNICIPAL = Life(number=1), Life(number=2)
BOTH = (PRIVATE, MUNICIPAL)


def contact(party: str, channel: str, weekday: int, every_weeks: int) -> dict[str, Any]:
    return {"contact_with": party, "channel": channel, "weekday": weekday, "every_weeks": every_weeks, "at": None}


def step(applies_from: date, every_weeks: int) -> dict[str, Any]:
    """The person on Tuesdays, the employer on Thursdays, half as often."""
    contacts = [contact("person", "visit", 2, every_weeks), contact("employer", "phone", 4, 2 * every_weeks)]
    return {"applies_from": applies_from.isoformat(), "contacts": contacts}


class Telling:
    """Who does what, on the day that the clock shows, in both cases."""

    def __init__(self, api: Api, sender: d.Sender) -> None:
        self.api, self.sender = api, sender
        self.day = JAN_12
        self.unit, self.officer = UNIT, "officer-7"
        self.plans: dict[Life, str] = {}

    def it_is(self, day: date) -> None:
        self.day = day
        self.api.clock.move_to(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))

    async def hears(self, *contracts: Contract) -> None:
        """What intake publishes of a case, of each of them."""
        for life in BOTH:
            await self.sender.send(*[life.told(one) for one in contracts])

    async def get(self, path: str) -> Any:
        return ok(await self.api.get(path, subject=self.officer, units=[self.unit]), 200)

    async def post(self, life: Life, path: str, body: Any) -> Any:
        return ok(await self.api.post(f"{life.path}/{path}", body, subject=self.officer, units=[self.unit]))

    async def both(self, path: str, **body: Any) -> dict[Life, Any]:
        return {life: await self.post(life, path, on(self.day, **body)) for life in BOTH}

    async def days_pass(self, until: date, missed: Collection[date] = ()) -> None:
        """Up to `until`, every planned contact is kept on its day, but for those that the person misses."""
        while (next_day := await self._next_planned(until)) is not None:
            self.it_is(next_day)
            for life in BOTH:
                for one in await self._planned(life, next_day, next_day):
                    missing = one["contact_with"] == "person" and next_day in missed
                    body = {"contact_with": one["contact_with"], "channel": one["channel"], "planned_on": one["planned_on"]}
                    await self.post(life, "contacts", on(next_day, **body, outcome="no-show" if missing else "kept"))
        self.it_is(until)

    async def _planned(self, life: Life, first: date, last: date) -> list[dict[str, Any]]:
        path = f"{life.path}/planned-contacts?from={first}&until={last}&limit=200"
        return [one for one in (await self.get(path))["items"] if one["state"] in {"due", "planned"}]

    async def _next_planned(self, until: date) -> date | None:
        planned = await self._planned(PRIVATE, self.day + timedelta(days=1), until) if self.day < until else []
        return min((date.fromisoformat(one["due_on"]) for one in planned), default=None)

    async def planned(self, kind: str, steps: list[dict[str, Any]], until: date, reason: str | None = None) -> None:
        """Proposed with the person's word; the employer and the support person agree the next day."""
        words = {"kind": kind, "steps": steps, "until": until.isoformat(), "agreements": [{"party": ALL[0], **on(self.day)}]}
        proposed_on = self.day
        for life in BOTH:
            revises = {"revises": self.plans[life], "reason": reason} if reason else {}
            self.plans[life] = (await self.post(life, "plans", on(proposed_on, **words, **revises)))["plan"]
        self.it_is(proposed_on + timedelta(days=1))
        for party in ALL[1:]:
            for life in BOTH:
                await self.post(life, f"plans/{self.plans[life]}/agreements", on(self.day, party=party))

    async def worked(self, monday: date, *hours: float) -> None:
        for nth, actual in enumerate(hours):
            week = {"week": (monday + timedelta(weeks=nth)).isoformat(), "scheduled_hours": 20, "actual_hours": actual}
            for life in BOTH:
                await self.post(life, "attendances", week)

    async def tasks(self, life: Life, status: str = "open", **who: Any) -> list[dict[str, Any]]:
        asked = {"subject": self.officer, "units": [self.unit], **who}
        answer = ok(await self.api.get(f"/tasks?case={life.case}&status={status}&limit=200", **asked), 200)
        found: list[dict[str, Any]] = answer["items"]
        return found

    async def kinds(self, life: Life) -> set[str]:
        """What there is to do by now."""
        today = self.day.isoformat()
        return {task["kind"] for task in await self.tasks(life) if (task["not_before"] or today) <= today}

    def reading(self, *units: str) -> dict[str, str]:
        """The header of somebody who may read, and nothing else."""
        token = self.api.issuer.token("caseworker", units=units, subject="reader", scopes=READING)
        return {"Authorization": f"Bearer {token}"}


async def begun(story: Telling) -> None:
    """The case starts; a work trial becomes a job; a plan for the introduction is agreed."""
    story.it_is(JAN_12)
    await story.hears(d.case_started(JAN_12))
    story.it_is(JAN_26)
    for life in BOTH:
        await story.sender.send(life.told(d.trial_agreed(JAN_26, FEB_6, life.trial)))
    story.it_is(FEB_9)
    for life in BOTH:
        await story.sender.send(life.told(d.trial_ended(FEB_6, life.trial)), life.told(d.job_started(FEB_9, life.job)))
    await story.planned("introduction", [step(FEB_9, 1), step(date(2026, 5, 4), 2)], date(2026, 7, 24))


async def relapsed(story: Telling) -> None:
    """Two no-shows, and hours that fall."""
    await story.days_pass(MAR_24, missed=(MAR_17, MAR_24))
    await story.worked(FEB_9, 8, 10, 12, 14, 7, 6)


async def supported_more(story: Telling) -> None:
    """The officer flags the risk, does more for a month, and finds it steady again."""
    story.it_is(MAR_25)
    flags = await story.both("risk-flags", reasons=["early-signs"], text="Sover dåligt.")
    more = [contact("person", "visit", 2, 1), contact("person", "phone", 5, 1), contact("employer", "phone", 4, 1)]
    times = {"applies_from": MAR_30.isoformat(), "until": APR_24.isoformat()}
    await story.both("intensifications", **times, contacts=more, reason="relapse")
    await story.days_pass(APR_24)
    for life, flag in flags.items():
        await story.post(life, f"risk-flags/{flag['flag']}/clearances", on(APR_24, outcome="steady-again"))


async def lost_the_job(story: Telling) -> None:
    await story.days_pass(MAY_15)
    for life in BOTH:
        await story.sender.send(life.told(d.job_ended(MAY_15, life.job)))


async def found_another(story: Telling) -> None:
    """A new job three weeks later, with a plan of its own; the introduction goes on where it was."""
    story.it_is(JUN_8)
    for life in BOTH:
        await story.sender.send(life.told(d.job_started(JUN_8, life.next_job)))
    await story.planned("introduction", [step(JUN_8, 1)], AUG_14, "new-employment")


async def introduced(story: Telling) -> None:
    """Introduction ends in time, and follow-up is planned for more than a year, thinning out."""
    await story.days_pass(AUG_14)
    for life in BOTH:
        await story.post(life, f"introductions/{life.next_job}/endings", on(AUG_14, outcome="to-follow-up"))
    story.it_is(AUG_17)
    await story.both("follow-ups")
    await story.both("statuses", situation="in-work", source="person")
    await story.planned("follow-up", [step(AUG_17, 2), step(date(2027, 1, 4), 4), step(date(2027, 6, 28), 8)], LAST_DAY)


async def handed_over(story: Telling) -> None:
    """To another unit, where the new support person reads the packet and meets the person in time."""
    await story.days_pass(OCT_5)
    await story.hears(d.case_handed_over(ELSEWHERE, OCT_5))
    story.unit, story.officer = ELSEWHERE, "officer-8"


async def met_the_new_one(story: Telling) -> None:
    story.it_is(OCT_8)
    for life in BOTH:
        [handover] = (await story.get(f"{life.path}/handovers"))["items"]
        path = f"handovers/{handover['handover']}"
        await story.post(life, f"{path}/acknowledgements", on(OCT_8))
        for party in ("person", "employer"):
            await story.post(life, f"{path}/notices", on(OCT_8, party=party))
    await story.both("contacts", channel="visit", contact_with="both", on_site=True, three_party=True)


async def ended(story: Telling) -> None:
    """Works independently; the case ends; how it is three months later is established."""
    await story.days_pass(date(2027, 1, 11))
    await story.both("statuses", situation="in-work", source="employer")
    await story.days_pass(LAST_DAY)
    await story.both("completions", ground="works-independently")
    await story.hears(d.case_ended(LAST_DAY))
    story.it_is(AFTER)
    await story.both("statuses", situation="in-work", source="register")
