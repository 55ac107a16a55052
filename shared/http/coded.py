"""HTTP statuses with a problem code of their own, for what only HTTP knows (idempotency keys)."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException


class Coded(HTTPException):
    """`code` is stable and English; `phrases.DETAILS` says it to people."""

    def __init__(self, status: int, code: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, code, headers)
        self.code = code
