"""What the made-up courses are made of: the codes, as often as they come; whoever is named twice comes twice as often."""

from datetime import date
from decimal import Decimal
from typing import Final

LAST_DAY: Final = date(2026, 9, 30)
"""Nothing is recorded later: the latest cases go on."""

UNITS: Final = tuple(f"unit-{number:02d}" for number in range(1, 41))
OFFICERS: Final = 12
"""At each unit."""

MUNICIPALITIES: Final = ("0180", "0380", "0580", "0680", "1280", "1480", "1880", "2080", "2180", "2281")
SOURCES: Final = ("af", "municipality", "municipality", "forsakringskassan", "region", "kriminalvarden", "self", "other")
GROUPS: Final = ("61", "61", "61", "92", "92", "71", "43", "51", "22", "11", "82", None)
NEEDS: Final = ("needed", "needed", "needed", "needed", "needed", "needed", "not-needed", None)
FORMS: Final = ("LFU", "LFU", "LFU", "LFA", "OSA", "NYSTART", "INTRO", "SAMHALL", "NONE", "NONE", "NONE")
HOURS: Final = tuple(map(Decimal, ("10", "15", "20", "20", "25", "30", "32.25", "40")))
REASONS: Final = ("health", "own-wish", "no-show", "moved", "other-authority", "sickness-compensation", "deceased", "other")
DELAYS: Final = (0, 0, 0, 0, 0, 1, 1, 2, 5, 14, 45)
EMPLOYERS: Final = 5_000


def officer(unit: str, number: int) -> str:
    return f"officer-{unit}-{number % OFFICERS}"
