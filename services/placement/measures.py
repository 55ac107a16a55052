"""What an employer can adapt: a small versioned code table, in Swedish and English. Pure data.

A measure belongs to the dimensions whose demand it can lower; by how much is said job by job (`events.vocabulary.Adaptation`).
A code that has been in use is never taken away or given another meaning: what is new is added, under a new `VERSION`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from services.placement.events.vocabulary import Dimension

VERSION: Final = "2026-1"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A way to adapt work, and which demands it can lower."""

    sv: str
    en: str
    dimensions: frozenset[Dimension]


def _measure(sv: str, en: str, *dimensions: Dimension) -> Measure:
    return Measure(sv=sv, en=en, dimensions=frozenset(dimensions))


MEASURES: Final[Mapping[str, Measure]] = MappingProxyType(
    {
        "assistive-device": _measure("arbetshjälpmedel", "assistive device", "physical", "precision", "digital", "language"),
        "breaks": _measure("fler eller längre pauser", "more or longer breaks", "pace", "physical", "cognitive"),
        "checklist": _measure("checklista eller bildstöd", "checklist or picture support", "cognitive", "precision", "language"),
        "double-check": _measure("någon annan kontrollerar resultatet", "somebody else checks the result", "precision"),
        "easy-language": _measure(
            "lättläst eller muntlig information", "easy-to-read or spoken information", "language", "digital"
        ),
        "fixed-station": _measure("fast arbetsplats", "a fixed place to work", "environment", "physical", "social"),
        "fixed-tasks": _measure("fasta arbetsuppgifter i fast ordning", "fixed tasks in a fixed order", "cognitive", "pace"),
        "interpreter": _measure("tolk eller skrivtolk", "interpreter or speech-to-text", "language", "social"),
        "lifting-aid": _measure("lyfthjälp eller truck", "lifting aid", "physical"),
        "mentor": _measure(
            "handledare eller mentor på arbetsplatsen", "a mentor at the workplace", "social", "cognitive", "digital"
        ),
        "no-customers": _measure("arbete utan kundkontakt", "work without customers", "social", "language"),
        "no-piece-rate": _measure("inget ackord och inga tidskrav", "no piece rate and no time limits", "pace"),
        "paper-instead": _measure("papper i stället för it-stöd", "paper instead of computers", "digital"),
        "quiet-room": _measure(
            "avskilt rum eller hörselskydd", "a quiet room or ear protection", "environment", "cognitive", "social"
        ),
        "shared-job": _measure(
            "uppgifterna delas med en kollega", "tasks shared with a colleague", "pace", "physical", "precision"
        ),
        "sitting-work": _measure("sittande arbete", "sitting work", "physical"),
        "software-support": _measure(
            "talsyntes, förstoring eller rättstavning", "speech, magnifying or spelling software", "digital", "language"
        ),
        "ventilation": _measure(
            "ventilation, annan belysning eller färre ämnen", "ventilation, other light or fewer substances", "environment"
        ),
    }
)
