"""Occupations: SSYK 2012 by four-digit code, named in Swedish and English, from a versioned file that the project builds.

The file shipped holds the occupations that people in the programme are most often placed in and those next to them: a set of the
project's own, written down in `ssyk2012.csv` with English names by the project. An authority loads the whole classification with
the same builder (`python -m services.placement.occupations`, see docs/matching.md). A code that is well formed but not in the
file is refused where it comes in; what has been stored is always shown, also when a later file lacks it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import orjson

FOLDER: Final = Path(__file__).parent
FILE: Final = FOLDER / "ssyk2012.json"
TABLE: Final = FOLDER / "ssyk2012.csv"
DIGITS: Final = 4


@dataclass(frozen=True, kw_only=True)
class Occupation:
    """An occupation or, with fewer digits, a group of them."""

    code: str
    sv: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Classification:
    """`version` of the file, and everything it names, by code."""

    version: str
    names: Mapping[str, Occupation]

    def occupation(self, code: str) -> Occupation | None:
        return self.names.get(code) if len(code) == DIGITS else None

    def path(self, code: str) -> tuple[Occupation, ...]:
        """The groups that the code lies in, the widest first, and itself; what the file does not name is left out."""
        groups = (code[:digits] for digits in range(1, DIGITS + 1))
        return tuple(self.names[group] for group in groups if group in self.names)


def read(content: bytes) -> Classification:
    found = orjson.loads(content)
    names = {code: Occupation(code=code, **name) for code, name in found["names"].items()}
    return Classification(version=found["version"], names=names)


@cache
def shipped() -> Classification:
    """The file beside this module, read once."""
    return read(FILE.read_bytes())
