"""One-time codes: random, typed in by hand, kept only as a keyed hash, deleted when used."""

import hashlib
import hmac
import re
import secrets
from datetime import date
from typing import Final
from uuid import UUID

from shared.db import Tx

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Nothing that looks like something else."""

LENGTH: Final = 12
"""31^12 is more than 2^59: with a limit on tries, nobody finds one of some thousand."""

SHAPE: Final = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
LONGEST: Final = 40

PUT: Final = """insert into survey_codes (invitation, hash, case_id, person, unit, form, wording, expires_on)
values ($1, $2, $3, $4, $5, $6, $7, $8)"""
REPLACE: Final = "update survey_codes set hash = $2, expires_on = $3 where invitation = $1"
STOP: Final = "delete from survey_codes where case_id = $1"
EXPIRED: Final = "delete from survey_codes where expires_on < $1"


def new_code() -> str:
    """As it is told to the person: ABCD-EFGH-JKMN."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(drawn[at : at + 4] for at in range(0, LENGTH, 4))


def hashed(typed: str, key: bytes) -> bytes | None:
    """What a typed code is looked up by; None for what cannot be a code. Spaces, hyphens and small letters make no difference."""
    code = re.sub(r"[\s\-–]", "", typed[:LONGEST]).upper()
    return hmac.digest(key, b"survey code\n" + code.encode(), hashlib.sha256) if SHAPE.fullmatch(code) else None


async def put(
    tx: Tx, invitation: UUID, code: bytes, *, case: UUID, person: UUID, unit: str, form: str, wording: str, expires_on: date
) -> None:
    await tx.raw.execute(PUT, invitation, code, case, person, unit, form, wording, expires_on)


async def replace(tx: Tx, invitation: UUID, code: bytes, expires_on: date) -> None:
    """The invitation's other code. Where the first was used there is nothing to replace, and nobody is told."""
    await tx.raw.execute(REPLACE, invitation, code, expires_on)


async def stop(tx: Tx, case: UUID) -> None:
    """The case's codes work no more."""
    await tx.raw.execute(STOP, case)


async def forget_expired(tx: Tx, today: date) -> None:
    await tx.raw.execute(EXPIRED, today)
