"""Swedish working days, for deadlines that authorities keep.

A working day is a day on which a time limit may run out. These are free: Saturdays, Sundays, the public holidays (lag 1989:253
om allmänna helgdagar), and Midsummer Eve, Christmas Eve and New Year's Eve, which count as holidays when a statutory time is
reckoned (lag 1930:173 om beräkning av lagstadgad tid, 2 §). Days with shorter hours (Twelfth Night, Maundy Thursday, Walpurgis
Night, the day before All Saints') and a single day between two free ones (klämdag) are working days: authorities are open.
"""

from datetime import date, timedelta
from functools import cache
from typing import Final

from holidays.constants import DE_FACTO, PUBLIC
from holidays.countries.sweden import Sweden

DAY: Final = timedelta(days=1)
SATURDAY: Final = 5


@cache
def free_days(year: int) -> frozenset[date]:
    """Public holidays and the three eves of a year, on whatever weekday they fall; kept once computed.

    From 2101 on nobody has said which they are: then only weekends are free.
    """
    return frozenset(Sweden(years=year, categories=(PUBLIC, DE_FACTO)))


def is_working_day(day: date) -> bool:
    """Whether authorities are open on the day."""
    return day.weekday() < SATURDAY and day not in free_days(day.year)


def add_working_days(day: date, n: int) -> date:
    """The `n`th working day after `day`, which itself is not counted: always a working day.

    With 0 the day itself, or the next working day when it is free: the day a limit that runs out then is moved to (1930:173
    2 §). A negative number is a ValueError.
    """
    if n < 0:
        raise ValueError("A deadline lies ahead: the number of working days cannot be negative.")
    left = n
    while left or not is_working_day(day):
        day += DAY
        left -= bool(left) and is_working_day(day)
    return day


def working_days_between(a: date, b: date) -> int:
    """Working days after `a` up to and with `b`; negative when `b` is the earlier.

    `working_days_between(day, add_working_days(day, n)) == n` for every n from 1 on.
    """
    if b < a:
        return -working_days_between(b, a)
    return sum(is_working_day(a + timedelta(days=passed)) for passed in range(1, (b - a).days + 1))
