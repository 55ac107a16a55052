"""Identity numbers of people and organisations. A personal number never prints; its digits are asked for by name."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from stdnum import luhn
from stdnum.se import orgnr

COORDINATION_DAYS: Final = 60
INDEX_KEY_BYTES: Final = 32
INDEX_DOMAIN: Final = b"sius personal number blind index 1\x00"
LOWEST_THIRD_DIGIT: Final = "2"
LEGAL_PERSON_PREFIX: Final = "16"
WITH_PREFIX_LENGTH: Final = 12

LOOKS_PERSONAL: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:1[89]|20)?[0-9]{2}(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278][0-9]|[39][01])[-+ ]?[0-9]{4}(?![0-9A-Za-z])"
)
"""Text shaped like a personal number or a sole trader's organisation number, whether or not its check digit holds."""

_WRITTEN = re.compile(r"(?P<century>[0-9]{2})?(?P<birth>[0-9]{6})(?P<sign>[-+]?)(?P<last>[0-9]{4})")
_STORED = re.compile(r"(?:18|19|20)[0-9]{10}")


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """Personnummer or samordningsnummer: twelve digits, a real date and a true check digit (1991:481 18 §, 2022:1697).

    A ValueError never repeats the number.
    """

    digits: str

    def __post_init__(self) -> None:
        if not _STORED.fullmatch(self.digits):
            raise ValueError("A personal number is twelve digits, beginning with the year of birth.")
        self._birth()
        if not luhn.is_valid(self.digits[2:]):
            raise ValueError("The personal number's check digit is wrong.")

    @classmethod
    def parse(cls, text: str, *, today: date) -> Self:
        """The number written with 12 or 10 digits, with or without - or +.

        Ten digits mean the latest such birth year up to `today`; + means a hundred years earlier (1991:481 18 §).
        """
        written = _WRITTEN.fullmatch(text.strip())
        if written is None:
            raise ValueError("A personal number is written YYYYMMDDNNNN, YYYYMMDD-NNNN, YYMMDD-NNNN or YYMMDD+NNNN.")
        century = written["century"] or _century(int(written["birth"][:2]), today, turned_100=written["sign"] == "+")
        number = cls(century + written["birth"] + written["last"])
        if number.birth > today:
            raise ValueError("The personal number's birth date is in the future.")
        return number

    @property
    def birth(self) -> date:
        """Birth date."""
        return self._birth()

    @property
    def coordination(self) -> bool:
        """Whether it is a coordination number (samordningsnummer)."""
        return int(self.digits[6:8]) > COORDINATION_DAYS

    def _birth(self) -> date:
        day = int(self.digits[6:8])
        try:
            return date(int(self.digits[:4]), int(self.digits[4:6]), day - COORDINATION_DAYS if day > COORDINATION_DAYS else day)
        except ValueError:
            raise ValueError("The personal number's first part is not a date.") from None

    def __repr__(self) -> str:
        return "PersonalNumber(…)"


def _century(year: int, today: date, *, turned_100: bool) -> str:
    full = today.year - (today.year - year) % 100
    return str((full - 100 if turned_100 else full) // 100)


def blind_index(number: PersonalNumber, key: bytes) -> bytes:
    """32 bytes that are the same for the same number and tell nothing without `key` (32 bytes); for equality search."""
    if len(key) != INDEX_KEY_BYTES:
        raise ValueError(f"The index key must be {INDEX_KEY_BYTES} bytes.")
    return hmac.digest(key, INDEX_DOMAIN + number.digits.encode(), hashlib.sha256)


@dataclass(frozen=True, slots=True)
class OrganisationNumber:
    """Number of a legal person, written NNNNNN-NNNN (1974:174). Public; a sole trader's, which is personal, is refused."""

    text: str

    def __post_init__(self) -> None:
        if _organisation(self.text) != self.text:
            raise ValueError("An organisation number is kept as NNNNNN-NNNN.")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The number written with ten digits, with or without hyphen, or twelve beginning with 16."""
        return cls(_organisation(text))

    def __str__(self) -> str:
        return self.text


def _organisation(text: str) -> str:
    digits = text.strip().replace("-", "", 1)
    if len(digits) == WITH_PREFIX_LENGTH and digits.startswith(LEGAL_PERSON_PREFIX):
        digits = digits.removeprefix(LEGAL_PERSON_PREFIX)
    if not re.fullmatch(r"[0-9]{10}", digits):
        raise ValueError("An organisation number is ten digits, NNNNNN-NNNN.")
    if digits[2] < LOWEST_THIRD_DIGIT:
        raise ValueError("This is a person's number; a sole trader is registered as a person, not as an organisation.")
    if not orgnr.is_valid(digits):
        raise ValueError("The organisation number's check digit is wrong.")
    return f"{digits[:6]}-{digits[6:]}"
