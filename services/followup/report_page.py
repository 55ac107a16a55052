"""A report as a page to read and print, in Swedish: accessible HTML without scripts.

PDF is the browser's own print. The pure-Python writers of PDF that could be pinned make files without tags, which a screen reader
cannot follow; a browser keeps headings and tables as they are here.
"""

import base64
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.followup import events as e
from services.followup.excerpts import Excerpt
from services.followup.reporting import Contacts

SITUATIONS: Final[Mapping[e.Situation, str]] = {
    "in-work": "I arbete",
    "studies": "Studerar",
    "looking": "Söker arbete",
    "ill": "Sjuk",
    "unknown": "Okänt",
}
SOURCES: Final[Mapping[e.Source, str]] = {
    "person": "Personen",
    "employer": "Arbetsgivaren",
    "support-person": "Stödpersonen",
    "register": "Register",
    "other": "Annan",
}
CHANNELS: Final[Mapping[e.Channel, str]] = {
    "visit": "besök",
    "phone": "telefon",
    "mail": "e-post",
    "video": "video",
    "text": "sms",
}
OUTCOMES: Final[Mapping[e.IntroductionOutcome, str]] = {
    "to-follow-up": "Övergick i uppföljning",
    "works-independently": "Arbetar självständigt",
    "trial-to-employment": "Arbetsprövningen ledde till anställning",
    "trial-without-employment": "Arbetsprövningen ledde inte till anställning",
    "job-lost": "Anställningen upphörde",
    "stopped": "Avbröts",
    "other": "Annat",
}
GROUNDS: Final[Mapping[e.CompletionGround, str]] = {
    "works-independently": "Personen arbetar självständigt",
    "person-declines": "Personen ville inte ha mer stöd",
    "other-support": "Annat stöd tar över",
    "other": "Annat",
}
KINDS: Final[Mapping[e.PlanKind, str]] = {"introduction": "Introduktion", "follow-up": "Uppföljning"}
WORKPLACES: Final[Mapping[e.IntroductionKind, str]] = {"employment": "Anställning", "work-trial": "Arbetsprövning"}
TITLES: Final[Mapping[e.ReportKind, str]] = {"interval": "Delrapport", "end": "Slutrapport"}
RECIPIENTS: Final[Mapping[e.ReportRecipient, str]] = {
    "person": "Personen",
    "employer": "Arbetsgivaren",
    "municipality": "Kommunens socialtjänst",
    "forsakringskassan": "Försäkringskassan",
    "region": "Regionen",
}

STYLE: Final = """
body { font: 1.0625rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 52rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.75rem; } h2 { font-size: 1.25rem; margin-top: 2rem; } h3 { font-size: 1.0625rem; margin-bottom: 0; }
table { border-collapse: collapse; width: 100%; } caption { position: absolute; clip-path: inset(50%); }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #767676; padding: .4rem .75rem .4rem 0; }
tbody th { font-weight: 400; } td, th { min-width: 6.5rem; } .wide { overflow-x: auto; position: relative; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; } dt { font-weight: 600; } dd { margin: 0; }
.words { white-space: pre-wrap; margin-top: .25rem; } :focus-visible { outline: 3px solid #b35900; outline-offset: 2px; }
@media print { body { margin: 0; max-width: none; font-size: 10.5pt; } h2, h3 { break-after: avoid; } tr { break-inside: avoid; }
  thead { display: table-header-group; } .wide { overflow: visible; } @page { size: A4; margin: 20mm; } }
"""
POLICY: Final = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    + "'"
)
"""Content-Security-Policy of the page: its own style and nothing else."""

_pages: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, kw_only=True)
class Cover:
    """What the page says about the report itself."""

    case: str
    kind: e.ReportKind
    number: int
    first_day: date
    last_day: date
    composed_on: date
    signed_by: str | None
    signed_on: date | None
    recipient: e.ReportRecipient | None = None
    basis: str | None = None


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part as a table, or as texts by heading; neither: nothing is registered."""

    heading: str
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


def page(cover: Cover, excerpt: Excerpt | None) -> str:
    """The whole page; every text in it is escaped. Without an excerpt the person has been erased."""
    title = f"{TITLES[cover.kind]} om stöd från SIUS, {cover.first_day} – {cover.last_day}"
    sections = _sections(excerpt) if excerpt else [Section(heading="Uppgifterna är raderade")]
    return _pages.get_template("report.html").render(title=title, about=_about(cover), sections=sections, style=STYLE)


def _about(cover: Cover) -> dict[str, str]:
    signed = f"{cover.signed_by}, {cover.signed_on}" if cover.signed_by else "Inte underskriven"
    shared = {"Till": RECIPIENTS[cover.recipient], "Grund": cover.basis or ""} if cover.recipient else {}
    about = {"Ärende": cover.case, "Version": f"{cover.number}, sammanställd {cover.composed_on}", "Underskriven av": signed}
    return {**about, **shared}


def _sections(excerpt: Excerpt) -> list[Section]:
    """The parts that are given, in the report's order."""
    return [make(getattr(excerpt, name)) for name, make in PARTS.items() if getattr(excerpt, name) is not None]


def _programme(programme: Any) -> Section:
    days = {
        "Stödet började": programme.began_on,
        "Uppföljningen började": programme.follow_up_on,
        "Stödet slutfördes": programme.completed_on,
        "Ärendet avslutades": programme.closed_on,
    }
    rows = [(name, _said(day)) for name, day in days.items() if day is not None]
    return Section(heading="Insats och period", columns=("Händelse", "Dag"), rows=rows)


def _introduction(introductions: Any) -> Section:
    rows = [
        (
            f"{WORKPLACES[one.kind]} från {one.started_on}",
            _said(one.ended_on, "pågår"),
            _said(one.latest_end),
            OUTCOMES[one.outcome] if one.outcome else "–",
        )
        for one in introductions
    ]
    return Section(heading="Introduktion", columns=("Vad", "Slutade", "Senast tillåtna dag", "Utfall"), rows=rows)


def _plan(steps: Any) -> Section:
    rows = [
        (_said(one.applies_from), KINDS[one.kind] if one.kind else "–", _said(one.with_person), _said(one.with_employer))
        for one in steps
    ]
    columns = ("Från", "Plan", "Kontakter i veckan med personen", "Kontakter i veckan med arbetsgivaren")
    return Section(heading="Plan", columns=columns, rows=rows)


def _contact_rows(months: Sequence[Contacts]) -> list[tuple[str, ...]]:
    return [(one.month, str(one.kept), str(one.no_show), str(one.moved), str(one.on_site)) for one in months]


CONTACT_COLUMNS: Final = ("Månad", "Genomförda", "Uteblivna", "Flyttade", "På arbetsplatsen")


def _contacts(months: Any) -> Section:
    return Section(heading="Kontakter med personen", columns=CONTACT_COLUMNS, rows=_contact_rows(months))


def _employer_contacts(months: Any) -> Section:
    return Section(heading="Kontakter med arbetsgivaren", columns=CONTACT_COLUMNS, rows=_contact_rows(months))


def _attendance(months: Any) -> Section:
    rows = [(one.month, str(one.weeks), _said(one.scheduled), _said(one.actual)) for one in months]
    columns = ("Månad", "Veckor", "Planerade timmar i veckan", "Arbetade timmar i veckan")
    return Section(heading="Närvaro", columns=columns, rows=rows)


def _employments(employments: Any) -> Section:
    rows = [(_said(one.started_on), _said(one.ended_on, "pågår"), _said(one.weekly_hours)) for one in employments]
    return Section(heading="Anställningar", columns=("Började", "Slutade", "Avtalade timmar i veckan"), rows=rows)


def _statuses(statuses: Any) -> Section:
    rows = [(_said(one.on), SITUATIONS[one.situation], SOURCES[one.source]) for one in statuses]
    return Section(heading="Situation", columns=("Dag", "Situation", "Källa"), rows=rows)


def _breaches(breaches: Any) -> Section:
    rows = [(_said(one.latest_end), _said(one.ended_on, "pågår")) for one in breaches]
    return Section(heading="Introduktion längre än sex månader", columns=("Senast tillåtna dag", "Slutade"), rows=rows)


def _words(words: Any) -> Section:
    said = {
        "Sammanfattning": words.summary,
        "Det här fungerar": words.works_well,
        "Det här behöver anpassas": words.needs_adapted,
        "Nästa steg": words.next_step,
    }
    return Section(heading="Stödpersonens bedömning", texts={name: text for name, text in said.items() if text})


def _matching(matching: Any) -> Section:
    rows = [
        ("Dagar i anställning", str(matching.days_employed)),
        ("Arbetade timmar i veckan, mitten av de senaste fyra veckorna", _said(matching.hours_held)),
        ("Minst tio timmar i veckan sedan", _said(matching.ten_hours_since)),
        ("Planerade kontakter i veckan till slut", _said(matching.support_a_week)),
        ("Kontakter på detta sätt", ", ".join(CHANNELS[channel] for channel in matching.channels) or "–"),
        ("Stödet slutfördes därför att", GROUNDS[matching.ended_because] if matching.ended_because else "–"),
    ]
    return Section(heading="Underlag för matchning", columns=("Uppgift", "Värde"), rows=rows)


def _said(value: date | Decimal | None, without: str = "–") -> str:
    match value:
        case None:
            return without
        case Decimal():
            return f"{value.normalize():f}".replace(".", ",")
        case _:
            return value.isoformat()


PARTS: Final[Mapping[str, Callable[[Any], Section]]] = {
    "programme": _programme,
    "words": _words,
    "matching": _matching,
    "employments": _employments,
    "introduction": _introduction,
    "plan": _plan,
    "contacts": _contacts,
    "employer_contacts": _employer_contacts,
    "attendance": _attendance,
    "statuses": _statuses,
    "breaches": _breaches,
}
