"""What an explanation says to people, in Swedish or English: why this one, and why not that one. Pure."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, Literal

from services.placement.events.candidacy import DimensionFit, Explanation, RequirementCode
from services.placement.events.vocabulary import Dimension
from services.placement.matching.ranking import missed
from services.placement.measures import MEASURES

Tongue = Literal["sv", "en"]
Phrase = Mapping[Tongue, str]

DIMENSION: Final[Mapping[Dimension, Phrase]] = MappingProxyType(
    {
        "pace": {"sv": "tempo", "en": "pace"},
        "precision": {"sv": "noggrannhet", "en": "precision"},
        "social": {"sv": "socialt samspel", "en": "social demands"},
        "physical": {"sv": "fysisk belastning", "en": "physical demands"},
        "cognitive": {"sv": "minne och koncentration", "en": "memory and attention"},
        "environment": {"sv": "miljö", "en": "environment"},
        "digital": {"sv": "digitala verktyg", "en": "digital tools"},
        "language": {"sv": "språk i arbetet", "en": "language at work"},
    }
)

MISSED: Final[Mapping[RequirementCode, Phrase]] = MappingProxyType(
    {
        "presentation": {
            "sv": "Personen har inte gått med på att presenteras för arbetsgivaren, eller medgivandet gäller inte nu.",
            "en": "The person has not agreed to be presented to the employer, or the agreement is not in force.",
        },
        "hours": {"sv": "Ingen arbetstid passar båda.", "en": "No working hours suit both."},
        "shifts": {"sv": "Arbetet är på tider då personen inte kan.", "en": "The work is at times when the person cannot."},
        "place": {"sv": "Personen kan inte ta sig till orten.", "en": "The person cannot get to the place."},
        "licence": {
            "sv": "Arbetet kräver ett körkort eller bevis som personen saknar.",
            "en": "The work needs a licence that the person does not have.",
        },
        "language": {
            "sv": "Arbetet kräver bättre språkkunskaper än personen har.",
            "en": "The work needs a better command of a language than the person has.",
        },
        "occupation-not-excluded": {
            "sv": "Personen vill inte ha yrket.",
            "en": "The person does not want this occupation.",
        },
        "osa": {
            "sv": "Skyddat arbete hos offentlig arbetsgivare ges inte tillsammans med SIUS (2017:462 42 §).",
            "en": "Sheltered work at a public employer is not given with SIUS (2017:462 42 §).",
        },
    }
)

NEARNESS: Final[tuple[Phrase, ...]] = (
    {"sv": "Yrket ligger långt från de önskade.", "en": "The occupation is far from those wished for."},
    {"sv": "Samma yrkesområde som ett önskat yrke.", "en": "The same major group as an occupation wished for."},
    {"sv": "Samma huvudgrupp som ett önskat yrke.", "en": "The same sub-major group as an occupation wished for."},
    {"sv": "Samma yrkesgrupp som ett önskat yrke.", "en": "The same minor group as an occupation wished for."},
    {"sv": "Ett önskat yrke.", "en": "An occupation wished for."},
)

CLOSED: Final[Phrase] = {
    "sv": "Kravet på {dimension} är {demand}, personen klarar {ability}: det jämnas ut av {measure}.",
    "en": "The demand in {dimension} is {demand}, the person can meet {ability}: closed by {measure}.",
}
OPEN: Final[Phrase] = {
    "sv": "Kravet på {dimension} är {demand}, personen klarar {ability}: inget som arbetsgivaren kan anpassa räcker.",
    "en": "The demand in {dimension} is {demand}, the person can meet {ability}: nothing the employer can adapt is enough.",
}
UNKNOWN: Final[Phrase] = {"sv": "okänt", "en": "an unknown level"}
FITS: Final[Phrase] = {"sv": "Personen klarar kraven i alla delar.", "en": "The person can meet every demand."}


def sentences(explanation: Explanation, tongue: Tongue) -> list[str]:
    """First what stands in the way, then how near the occupation is, then every gap."""
    gaps = [fit for fit in explanation.dimensions if fit.gap]
    return [
        *(MISSED[code][tongue] for code in missed(explanation)),
        NEARNESS[explanation.nearness][tongue],
        *(_gaps(gaps, tongue) if gaps else [FITS[tongue]]),
    ]


def _gaps(gaps: list[DimensionFit], tongue: Tongue) -> Iterator[str]:
    for fit in gaps:
        measure = MEASURES.get(fit.closed_by) if fit.closed_by else None
        named = fit.closed_by if measure is None else getattr(measure, tongue)
        yield (OPEN if fit.closed_by is None else CLOSED)[tongue].format(
            dimension=DIMENSION[fit.dimension][tongue],
            demand=fit.demand,
            ability=UNKNOWN[tongue] if fit.ability is None else fit.ability,
            measure=named,
        )
