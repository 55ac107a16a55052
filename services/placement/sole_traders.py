"""Who a sole trader is: number and name, sealed, found by a blind index. The only place that has them; it can be erased."""

from uuid import UUID

from services.placement import streams
from shared.db import Tx
from shared.identity import PersonalNumber, blind_index
from shared.ids import Sealed
from shared.vault import Erased, Vault

FIND = "select employer from sole_traders where blind = $1"
NAME = "select name from sole_traders where employer = $1"
ADD = "insert into sole_traders (employer, blind, number, name) values ($1, $2, $3, $4)"
RENAME = "update sole_traders set name = $2 where employer = $1"
ERASE = "delete from sole_traders where employer = $1"


async def find(tx: Tx, number: PersonalNumber, key: bytes) -> UUID | None:
    """The employer who has this number."""
    employer: UUID | None = await tx.raw.fetchval(FIND, blind_index(number, key))
    return employer


async def add(tx: Tx, vault: Vault, employer: UUID, number: PersonalNumber, name: str, key: bytes) -> None:
    """Store number and name. Two at once with the same number: the second fails and is run again, and finds the first."""
    sealed = await vault.seal(tx, employer, number.digits, stream=streams.employer(employer), field="number")
    named = await _sealed_name(tx, vault, employer, name)
    await tx.raw.execute(ADD, employer, blind_index(number, key), sealed.text, named.text)


async def rename(tx: Tx, vault: Vault, employer: UUID, name: str) -> None:
    named = await _sealed_name(tx, vault, employer, name)
    await tx.raw.execute(RENAME, employer, named.text)


async def name_of(tx: Tx, vault: Vault, employer: UUID) -> str | None:
    """The sole trader's name; None when it is erased."""
    sealed: str | None = await tx.raw.fetchval(NAME, employer)
    if sealed is None:
        return None
    try:
        return await vault.unseal(tx, employer, Sealed(sealed), stream=streams.employer(employer), field="name")
    except Erased:
        return None


async def erase(tx: Tx, vault: Vault, employer: UUID) -> None:
    """Number and name are gone, and with the key every text about the sole trader. Others may be registered with the number."""
    await vault.erase(tx, employer)
    await tx.raw.execute(ERASE, employer)


async def _sealed_name(tx: Tx, vault: Vault, employer: UUID, name: str) -> Sealed:
    return await vault.seal(tx, employer, name, stream=streams.employer(employer), field="name")
