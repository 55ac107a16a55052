"""Tokens to try the APIs with: one for each role."""

from datetime import timedelta
from pathlib import Path
from typing import Final

from deploy.issuer import Issuer
from deploy.local.keys import write_private

HOURS: Final = 12
UNITS: Final = ("gavle", "stockholm")
ROLES: Final = ("caseworker", "decider", "manager", "partner", "analyst", "auditor", "operator")


def role_tokens(issuer: Issuer) -> dict[str, str]:
    """Role → signed token; those with units have both of the synthetic ones."""
    return {role: issuer.token(role, units=UNITS, lifetime=timedelta(hours=HOURS)) for role in ROLES}


def write_tokens(file: Path, tokens: dict[str, str]) -> None:
    """As lines `role=token`, which a shell can read; for their owner only."""
    write_private(file, "".join(f"{role}={token}\n" for role, token in tokens.items()))
