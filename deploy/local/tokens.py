"""Tokens to try the APIs with: one for each role."""

from datetime import timedelta
from pathlib import Path
from typing import Final

from deploy.issuer import Issuer
from deploy.local.keys import write_private

HOURS: Final = 12
UNITS: Final = ("gavle", "stockholm")
AT_UNITS: Final = ("caseworker", "decider", "manager")
ELSEWHERE: Final = ("partner", "analyst", "auditor", "operator")


def role_tokens(issuer: Issuer) -> dict[str, str]:
    """Role → signed token. Who works on cases does so at both units; the others belong to none."""
    belongs = {**dict.fromkeys(AT_UNITS, UNITS), **dict.fromkeys(ELSEWHERE, ())}
    return {role: issuer.token(role, units=units, lifetime=timedelta(hours=HOURS)) for role, units in belongs.items()}


def write_tokens(file: Path, tokens: dict[str, str]) -> None:
    """As lines `role=token`, which a shell can read; for their owner only."""
    write_private(file, "".join(f"{role}={token}\n" for role, token in tokens.items()))
