"""How alike two employers' names are: a hint to a human that one employer may be registered twice. Pure."""

import re
import unicodedata
from difflib import SequenceMatcher
from typing import Final

LEGAL_FORMS: Final = frozenset({"ab", "aktiebolag", "aktiebolaget", "hb", "handelsbolag", "kb", "kommanditbolag", "publ"})
ALIKE: Final = 0.8
START: Final = 2

_WORD = re.compile(r"[a-z0-9]+")
_NORDIC = str.maketrans({"æ": "ä", "ø": "ö"})


def words(name: str) -> list[str]:
    """The words that tell the name from others: lower case, without accents and legal forms, in order."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_NORDIC))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    found = _WORD.findall(letters)
    return [word for word in found if word not in LEGAL_FORMS] or found


def start(name: str) -> str:
    """The first letters of the name: what most misspellings leave alone."""
    return "".join(words(name))[:START]


def likeness(one: str, other: str) -> float:
    """0-1: 1 for the same words in any order, otherwise how much of the letters is the same."""
    ours, theirs = words(one), words(other)
    if sorted(ours) == sorted(theirs):
        return 1.0
    return SequenceMatcher(None, " ".join(ours), " ".join(theirs), autojunk=False).ratio()


def alike(one: str, other: str) -> bool:
    return likeness(one, other) >= ALIKE
