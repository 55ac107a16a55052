"""One person's texts in one stream, sealed before they reach a command and unsealed for whoever may read them."""

from uuid import UUID

from shared.db import Tx
from shared.ids import Sealed
from shared.vault import Erased, Vault


class Sealing:
    """Binds what every text of a request has in common: whose it is, and in which stream it will stand."""

    def __init__(self, vault: Vault, tx: Tx, person: UUID, stream: str) -> None:
        self._vault, self._tx, self._person, self._stream = vault, tx, person, stream

    async def text(self, text: str, field: str) -> Sealed:
        return await self._vault.seal(self._tx, self._person, text, stream=self._stream, field=field)

    async def note(self, text: str | None, field: str) -> Sealed | None:
        return None if text is None else await self.text(text, field)

    async def read(self, text: str | None, field: str) -> str | None:
        """The text that was sealed; None when there was none, or when the person has been erased."""
        if text is None:
            return None
        try:
            return await self._vault.unseal(self._tx, self._person, Sealed(text), stream=self._stream, field=field)
        except Erased:
            return None
