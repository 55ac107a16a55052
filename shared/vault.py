"""Personal text under a key per person and service: destroying the key destroys the text wherever copies of it lie.

A key is wrapped by the master key and never kept in memory between calls, so an erasure bites at once in every replica.
"""

import base64
import hmac
import os
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.db import Tx
from shared.ids import Sealed

DDL: Final = (
    """create table vault_keys (
    person uuid primary key,
    wrapped bytea not null,
    created_at timestamptz not null default now()
)""",
)
"""The application role needs select, insert and delete on it. Keep its backups no longer than an erasure may take."""

FIND: Final = "select wrapped from vault_keys where person = $1"
ADD: Final = "insert into vault_keys (person, wrapped) values ($1, $2) on conflict (person) do nothing"
DESTROY: Final = "delete from vault_keys where person = $1 returning person"

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
KEY_ID_BYTES: Final = 8
FORMAT: Final = b"\x01"
HEADER_BYTES: Final = len(FORMAT) + KEY_ID_BYTES


class Erased(Exception):  # noqa: N818 - nothing erred: the person's key was destroyed
    """The key that sealed this text is gone, and the text with it."""

    def __init__(self, person: UUID) -> None:
        super().__init__(f"The texts of person {person} are erased.")
        self.person = person


class Tampered(Exception):  # noqa: N818
    """A sealed text or a wrapped key is not what this vault wrote for this person, stream and field."""


class Vault:
    """Seals and unseals the personal texts of one service. `master_key` is 32 bytes."""

    def __init__(self, service: str, master_key: bytes) -> None:
        if len(master_key) != KEY_BYTES:
            raise ValueError(f"The master key must be {KEY_BYTES} bytes.")
        self._service = service
        self._master = AESGCM(master_key)

    async def seal(self, tx: Tx, person: UUID, text: str, *, stream: str, field: str) -> Sealed:
        """`text` sealed for this person, stream and field. Makes the person's key on first use.

        Two transactions making the same key at once: under READ COMMITTED the second uses the first one's key; under
        REPEATABLE READ it gets a serialisation error, which is transient: run the transaction again.
        """
        key = await self._key(tx, person) or await self._new_key(tx, person)
        header = FORMAT + _key_id(key)
        cipher = _encrypt(AESGCM(key), text.encode(), _associated(b"text", header, stream.encode(), field.encode()))
        return Sealed(base64.urlsafe_b64encode(header + cipher).decode())

    async def unseal(self, tx: Tx, person: UUID, sealed: Sealed, *, stream: str, field: str) -> str:
        """The text. `Erased` when its key is gone (even if the person has a new one), `Tampered` when it does not fit."""
        key = await self._key(tx, person)
        if key is None:
            raise Erased(person)
        raw = _bytes(sealed)
        header, cipher = raw[:HEADER_BYTES], raw[HEADER_BYTES:]
        if not hmac.compare_digest(header[len(FORMAT) :], _key_id(key)):
            raise Erased(person)
        return _decrypt(AESGCM(key), cipher, _associated(b"text", header, stream.encode(), field.encode())).decode()

    async def erase(self, tx: Tx, person: UUID) -> bool:
        """Destroy the person's key, and so every text it sealed. False when there was none."""
        return await tx.raw.fetchrow(DESTROY, person) is not None

    async def _key(self, tx: Tx, person: UUID) -> bytes | None:
        row = await tx.raw.fetchrow(FIND, person)
        return None if row is None else _decrypt(self._master, row["wrapped"], self._wrapping(person))

    async def _new_key(self, tx: Tx, person: UUID) -> bytes:
        wrapped = _encrypt(self._master, AESGCM.generate_key(KEY_BYTES * 8), self._wrapping(person))
        await tx.raw.execute(ADD, person, wrapped)
        # Read back: another transaction may have been first, and then its key is the person's key.
        key = await self._key(tx, person)
        if key is None:
            raise Erased(person)
        return key

    def _wrapping(self, person: UUID) -> bytes:
        return _associated(b"key", self._service.encode(), person.bytes)


def _encrypt(cipher: AESGCM, plain: bytes, associated: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, plain, associated)


def _decrypt(cipher: AESGCM, sealed: bytes, associated: bytes) -> bytes:
    try:
        return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], associated)
    except (InvalidTag, ValueError):  # ValueError: too short to be a nonce
        raise Tampered("The vault's seal is broken.") from None


def _associated(*parts: bytes) -> bytes:
    """Parts with their lengths before them, so that no two lists of parts give the same bytes."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def _key_id(key: bytes) -> bytes:
    """Tells which key sealed a text, without telling the key."""
    return hmac.digest(key, b"sius vault key id 1", "sha256")[:KEY_ID_BYTES]


def _bytes(sealed: Sealed) -> bytes:
    """The sealed bytes; anything but the one canonical spelling is refused."""
    try:
        raw = base64.urlsafe_b64decode(sealed.text.encode("ascii"))
    except ValueError:
        raise Tampered("The sealed text is not base64.") from None
    canonical = base64.urlsafe_b64encode(raw).decode() == sealed.text
    if not canonical or raw[: len(FORMAT)] != FORMAT or len(raw) < HEADER_BYTES + NONCE_BYTES:
        raise Tampered("The sealed text is not in the vault's format.")
    return raw
