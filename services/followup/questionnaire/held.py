"""Answers from when they are given until they are released: sealed, without a time, and written anew at every answer.

In one transaction the code's row is deleted and the answer joins its pool (unit, form, wording and month). All rows of the pool
are deleted and inserted again under new random keys, in random order, sealed anew and of one length: so their transaction id is
that of the last answer for all of them, and their place in the table tells nothing. Nothing is appended to the event log.
"""

import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

import orjson
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.followup import events as e
from shared.db import Tx
from shared.ids import random_id

LOCK: Final = 0x51_05_A5_1D
NONCE_BYTES: Final = 12
ANSWER_BYTES: Final = 512
TEXT_BYTES: Final = 1024
"""Sealed rows are as long as a multiple of this: their length does not tell which is which."""

USABLE: Final = """hash = $1 and expires_on >= $2
  and exists (select from survey_consents c where c.person = survey_codes.person
              and c.given_on <= $2 and (c.ended_on is null or c.ended_on > $2))
  and not exists (select from concealed p where p.person = survey_codes.person)"""
FIND: Final = f"select unit, form, wording from survey_codes where {USABLE}"  # noqa: S608 - a constant
SPEND: Final = f"delete from survey_codes where {USABLE} returning unit, form, wording"  # noqa: S608 - a constant
POOL: Final = "unit = $1 and form = $2 and wording = $3 and month = $4"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a code opens: the unit that invited, which form, in which wording."""

    unit: str
    form: e.SurveyForm
    wording: str


@dataclass(frozen=True, kw_only=True)
class Given:
    """What was answered, without texts."""

    q1: e.Often | None = None
    q2: e.Often | None = None
    q3: e.Often | None = None
    q4: e.Often | None = None
    q5: e.Much | None = None
    q6: e.Much | None = None
    q7: e.Much | None = None
    sex: e.SurveySex = "no-answer"
    plan_follows: e.PlanFollows | None = None


class Safe:
    """Seals what is held, so that the table alone shows nothing; under a key of the service, as no person's could be used."""

    def __init__(self, master_key: bytes) -> None:
        self._cipher = AESGCM(hmac.digest(master_key, b"survey answers", hashlib.sha256))

    def seal(self, value: Any, size: int) -> bytes:
        plain = orjson.dumps(value)
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain.ljust(-(-len(plain) // size) * size), None)

    def unseal(self, sealed: bytes) -> Any:
        return orjson.loads(self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None))


async def asked_by(tx: Tx, code: bytes, today: date) -> Asked | None:
    """What the code opens; None for one that does not work."""
    row = await tx.raw.fetchrow(FIND, code, today)
    return Asked(**dict(row)) if row else None


async def spend(tx: Tx, code: bytes, today: date) -> Asked | None:
    """Use the code up. Needs READ COMMITTED: who waited for the lock must see what was written meanwhile."""
    await tx.raw.execute("select pg_advisory_xact_lock($1)", LOCK)
    row = await tx.raw.fetchrow(SPEND, code, today)
    return Asked(**dict(row)) if row else None


async def hold(tx: Tx, safe: Safe, asked: Asked, month: str, given: Given, texts: Mapping[int, str]) -> None:
    """Let the answer and its texts join their pools; `texts` by the question's number."""
    answer = {name: value for name, value in asdict(given).items() if value is not None}
    await _join(tx, safe, "survey_held", asked, month, [answer], ANSWER_BYTES)
    written = [{"question": question, "text": text} for question, text in texts.items()]
    await _join(tx, safe, "survey_held_texts", asked, month, written, TEXT_BYTES)


async def _join(tx: Tx, safe: Safe, table: str, asked: Asked, month: str, new: Sequence[Mapping[str, Any]], size: int) -> None:
    """Also without anything new: texts are written anew at an answer that has none, as if it had."""
    pool = (asked.unit, asked.form, asked.wording, month)
    taken = await tx.raw.fetch(f"delete from {table} where {POOL} returning sealed", *pool)  # noqa: S608 - a constant
    values = [*(safe.unseal(row["sealed"]) for row in taken), *new]
    secrets.SystemRandom().shuffle(values)
    await tx.raw.executemany(
        f"insert into {table} (key, unit, form, wording, month, sealed) values ($1, $2, $3, $4, $5, $6)",  # noqa: S608
        [(random_id(), *pool, safe.seal(value, size)) for value in values],
    )
