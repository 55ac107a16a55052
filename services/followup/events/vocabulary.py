"""The words that followup's events use."""

from typing import Literal

OpenedBy = Literal["case", "employment"]


Party = Literal["person", "employer", "support-person"]


Channel = Literal["visit", "phone", "mail", "video", "text"]


ContactWith = Literal["person", "employer", "both"]


Situation = Literal["in-work", "studies", "looking", "ill", "unknown"]


Source = Literal["person", "employer", "support-person", "register", "other"]


EndCause = Literal["decided", "employment-ended", "case-ended"]


CancelCause = Literal["employment-in-error", "outside-the-case"]
