"""Made-up identity numbers that pass every check; for tests and the synthetic cohort."""

from datetime import date
from typing import Final

from stdnum import luhn

SERIALS: Final = 1000
UNUSED_LEGAL_FORM: Final = 402_000_000  # no legal form begins with 4, so no real organisation has such a number
ORGANISATIONS: Final = 8_000_000


def personal_number(birth: date, serial: int) -> str:
    """Twelve digits with a true check digit. `serial` is 0-999; odd for men, even for women."""
    if not 0 <= serial < SERIALS:
        raise ValueError("A serial is 0 to 999.")
    nine = f"{birth:%y%m%d}{serial:03d}"
    return f"{birth.year // 100:02d}{nine}{luhn.calc_check_digit(nine)}"


def organisation_number(serial: int) -> str:
    """NNNNNN-NNNN with a true check digit. `serial` is 0 to 7 999 999; each gives a number of its own."""
    if not 0 <= serial < ORGANISATIONS:
        raise ValueError("A serial is 0 to 7 999 999.")
    nine = str(UNUSED_LEGAL_FORM + serial)
    return f"{nine[:6]}-{nine[6:]}{luhn.calc_check_digit(nine)}"
