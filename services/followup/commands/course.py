"""About the course of the support."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class StartFollowUp:
    on: date
    today: date


@dataclass(frozen=True, kw_only=True)
class CompleteSupport:
    on: date
    today: date
