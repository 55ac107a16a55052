"""Once a month is over: its invitations are counted, and answers are released, at least five of a kind at a time.

Fewer wait, with those of the months that follow, and come out together with those: their months are told as one period. They
come out in random order, each in a stream of its own, all recorded at one instant.
"""

import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from services.followup import events as e
from services.followup import streams
from services.followup.questionnaire import codes
from services.followup.questionnaire.held import Asked, Safe
from services.followup.rules import survey_practice_on
from shared.clock import stockholm
from shared.eventstore import Log
from shared.ids import new_id, random_id
from shared.service import Service

RIPE: Final = """select unit, form, wording from survey_held where month < $1
group by unit, form, wording having count(*) >= $2 order by unit, form, wording"""
TAKE: Final = "delete from {} where unit = $1 and form = $2 and wording = $3 and month < $4 returning month, sealed"
UNCOUNTED: Final = """select unit, form, month, invited from survey_months where month < $1 and counted is distinct from invited
order by unit, form, month"""
KEEP_TEXT: Final = """insert into survey_texts (text, unit, form, wording, question, first_month, month, sealed)
values ($1, $2, $3, $4, $5, $6, $7, $8)"""


@dataclass(frozen=True, kw_only=True)
class Released:
    answers: int
    months: int


async def release(log: Log, safe: Safe, now: datetime) -> Released:
    """Release what can be, and count the months that are over. Twice is once."""
    today = stockholm(now)
    this_month = f"{today:%Y-%m}"
    await codes.forget_expired(log.tx, today)
    months = await _count(log, this_month)
    pools = await log.tx.raw.fetch(RIPE, this_month, survey_practice_on(today).at_least)
    return Released(answers=sum([await _pool(log, safe, Asked(**dict(row)), this_month) for row in pools]), months=months)


async def hourly(service: Service) -> None:
    """What the service does by itself."""
    async with service.database.transaction() as tx:
        log = service.log(tx, by=f"service:{service.name}", correlation=str(new_id()))
        await release(log, Safe(service.settings.master_key_bytes), service.clock.now())


async def _count(log: Log, this_month: str) -> int:
    over = await log.tx.raw.fetch(UNCOUNTED, this_month)
    for row in over:
        stream = streams.survey_month(row["unit"], row["form"], row["month"])
        _, version = await log.read(stream)
        await log.append(stream, [e.SurveyMonthCounted(**dict(row))], expected=version)
    return len(over)


async def _pool(log: Log, safe: Safe, asked: Asked, this_month: str) -> int:
    rows = await log.tx.raw.fetch(TAKE.format("survey_held"), asked.unit, asked.form, asked.wording, this_month)
    period = _period(rows)
    answers: list[dict[str, Any]] = [safe.unseal(row["sealed"]) for row in rows]
    secrets.SystemRandom().shuffle(answers)
    for answer in answers:
        await _answered(log, asked, period, answer)
    await _texts(log, safe, asked, this_month, period)
    return len(answers)


def _period(rows: Sequence[Any]) -> dict[str, str]:
    months = [row["month"] for row in rows]
    return {"first_month": min(months), "month": max(months)}


async def _answered(log: Log, asked: Asked, period: dict[str, str], answer: dict[str, Any]) -> None:
    key = random_id()
    questions: dict[str, Any] = {f"q{number}": answer.get(f"q{number}") for number in range(1, 8)}
    event = e.SurveyAnswered(
        answer=key,
        unit=asked.unit,
        form=asked.form,
        wording=asked.wording,
        first_month=period["first_month"],
        month=period["month"],
        **questions,
        sex=answer["sex"],
        plan_follows=answer.get("plan_follows"),
    )
    await log.append(streams.survey_answer(key), [event], expected=0)


async def _texts(log: Log, safe: Safe, asked: Asked, this_month: str, period: dict[str, str]) -> None:
    """Texts go with their pool, each for itself: no text tells which other text or answer it was written with."""
    whose = (asked.unit, asked.form, asked.wording)
    rows = await log.tx.raw.fetch(TAKE.format("survey_held_texts"), *whose, this_month)
    texts: dict[int, list[bytes]] = defaultdict(list)
    for row in rows:
        text = safe.unseal(row["sealed"])
        texts[text["question"]].append(safe.seal(text["text"], 1))
    for question, sealed in texts.items():
        secrets.SystemRandom().shuffle(sealed)
        values = [(random_id(), *whose, question, period["first_month"], period["month"], one) for one in sealed]
        await log.tx.raw.executemany(KEEP_TEXT, values)
