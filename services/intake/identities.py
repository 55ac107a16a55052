"""Who a person is: identity numbers, sealed, found by a blind index. The only place that has them (2002:546)."""

from uuid import UUID

from services.intake import streams
from shared.db import Tx
from shared.identity import PersonalNumber, blind_index
from shared.vault import Vault

FIND = "select person from identities where blind = $1"
ADD = "insert into identities (person, blind, number) values ($1, $2, $3)"


async def find(tx: Tx, number: PersonalNumber, key: bytes) -> UUID | None:
    """The person with this number."""
    person: UUID | None = await tx.raw.fetchval(FIND, blind_index(number, key))
    return person


async def add(tx: Tx, vault: Vault, person: UUID, number: PersonalNumber, key: bytes) -> None:
    """Store the person's number. Two at once with the same number: the second fails and is run again, and finds the first."""
    sealed = await vault.seal(tx, person, number.digits, stream=streams.person(person), field="number")
    await tx.raw.execute(ADD, person, blind_index(number, key), sealed.text)
