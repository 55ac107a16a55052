"""Protected identities, as they were known: which figure could name whom must be answered alike when it is asked again."""

from typing import assert_never

from services.metrics.facts import Protection
from services.metrics.subjects.subject import Subject
from shared.contracts.intake import PersonProtected, PersonProtectionLifted


def protection_after(_before: Protection | None, event: PersonProtected | PersonProtectionLifted) -> Protection | None:
    """What is known after the event; None when the identity is not protected."""
    match event:
        case PersonProtected():
            return Protection(person=event.person)
        case PersonProtectionLifted():
            return None
        case _:
            assert_never(event)


PERSON = ("person",)
PROTECTIONS = Subject(
    "protections",
    Protection,
    key=PERSON,
    step=protection_after,
    events={PersonProtected: PERSON, PersonProtectionLifted: PERSON},
)
