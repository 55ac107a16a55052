"""Who a person is: identity numbers, sealed, found by a blind index. The only place that has them (2002:546).

Former numbers stay, so that they still find the person; one key over all of them keeps any number from having two persons.
"""

from datetime import date
from uuid import UUID

from services.intake import streams
from shared.db import Tx
from shared.identity import PersonalNumber, blind_index
from shared.vault import Vault

FIND = "select person from identities where blind = $1"
CURRENT = "select blind from identities where person = $1 and replaced_on is null"
ADD = "insert into identities (person, blind, number) values ($1, $2, $3)"
RETIRE = "update identities set replaced_on = $2 where person = $1 and replaced_on is null"
TAKE_AGAIN = "update identities set replaced_on = null where person = $1 and blind = $2"


async def find(tx: Tx, number: PersonalNumber, key: bytes) -> UUID | None:
    """The person who has or had this number."""
    person: UUID | None = await tx.raw.fetchval(FIND, blind_index(number, key))
    return person


async def is_current(tx: Tx, person: UUID, number: PersonalNumber, key: bytes) -> bool:
    """Whether it is the number the person has now."""
    current: bytes | None = await tx.raw.fetchval(CURRENT, person)
    return current == blind_index(number, key)


async def add(tx: Tx, vault: Vault, person: UUID, number: PersonalNumber, key: bytes) -> None:
    """Store the person's number. Two at once with the same number: the second fails and is run again, and finds the first."""
    sealed = await vault.seal(tx, person, number.digits, stream=streams.person(person), field="number")
    await tx.raw.execute(ADD, person, blind_index(number, key), sealed.text)


async def replace(tx: Tx, vault: Vault, person: UUID, number: PersonalNumber, key: bytes, *, on: date) -> None:
    """The person has this number from `on` on; the one before becomes a former one. It may be a former one of the person."""
    known = await find(tx, number, key)
    await tx.raw.execute(RETIRE, person, on)
    if known is None:
        await add(tx, vault, person, number, key)
    else:
        await tx.raw.execute(TAKE_AGAIN, person, blind_index(number, key))
