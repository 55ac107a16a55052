"""Links that open exactly the referrals of a count."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from services.intake.feedback import Outcome


class ReferralLink:
    """Links to the list of referrals under `root`, narrowed by what is not None."""

    def __init__(self, root: str, **asked: Any) -> None:
        self._path = f"{root}/referrals"
        self._asked = _given(asked)

    def to(self, *outcomes: Outcome, **more: Any) -> str:
        """The referrals with one of these outcomes (none named: with any), narrowed by `more` too."""
        pairs = [*self._asked.items(), *(("outcome", outcome) for outcome in outcomes), *_given(more).items()]
        return self._path + (f"?{urlencode(pairs)}" if pairs else "")


def _given(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(value).lower() if isinstance(value, bool) else value for name, value in asked.items() if value is not None}
