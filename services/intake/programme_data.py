"""What a municipality's social services are given without the person's consent (2002:623 7 d §). Pure.

The section lists identity, registration from and to, unemployment insurance fund, category, programme and period, and the date of
the last activity report; nothing about health, and no notes. Intake gives what it holds of the list and names the rest: the
register of job seekers has that. Anything else is given under a `share-with` consent only.
"""

from typing import Final, Literal, get_args

BASIS: Final = "lag (2002:623) 7 d §"
PROGRAMME: Final = "SIUS"

NotHeld = Literal["registered_to", "unemployment_insurance_fund", "category", "last_activity_report_on"]
NOT_HELD: Final[tuple[NotHeld, ...]] = get_args(NotHeld)
"""On the section's list, and not held by intake."""

MUNICIPALITIES: Final = "212000-"
"""How the organisation number of every municipality begins (Skatteverket's series for municipalities)."""


def is_municipality(agency: str) -> bool:
    """Whether this organisation number is a municipality's: what a referral says about its source is not asked."""
    return agency.startswith(MUNICIPALITIES)
