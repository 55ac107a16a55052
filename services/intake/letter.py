"""A decision as a page to read and print, in Swedish: accessible HTML without scripts; PDF by the browser's own print."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

from services.intake import events as e
from services.intake.dossier import Entry

CRITERIA: Final[Mapping[e.Criterion, str]] = {
    "registered": "Inskriven hos Arbetsförmedlingen och står till arbetsmarknadens förfogande",
    "disability": "Har en dokumenterad funktionsnedsättning som medför nedsatt arbetsförmåga",
    "capacity-investigated": "Arbetsförmågan är utredd",
    "attendance": "Har haft en stabil närvaro på minst 10 timmar i veckan",
    "job-ready": "Är redo att börja arbeta",
    "needs-support": "Behöver stöd vid introduktion och uppföljning för att få eller behålla ett arbete",
    "regular-labour-market": "Målet är ett arbete på den reguljära arbetsmarknaden",
    "no-conflicting-support": "Har inget annat stöd som hindrar",
}
ANSWERS: Final[Mapping[e.Answer, str]] = {"met": "Uppfyllt", "not-met": "Inte uppfyllt", "unknown": "Inte klarlagt"}
ALTERNATIVES: Final[Mapping[e.Alternative, str]] = {
    "municipal-activity": "Kommunal verksamhet, till exempel daglig verksamhet",
    "investigation": "Utredning hos Arbetsförmedlingens specialister",
    "work-training": "Arbetsträning först",
    "steg-till-arbete": "Steg till arbete",
    "introduktion-till-arbete": "Introduktion till arbete",
    "sammanhallet-matchningsstod": "Sammanhållet matchningsstöd",
    "study-guidance": "Studievägledning",
}
DECISIONS: Final[Mapping[e.Decision, str]] = {
    "granted": "Arbetsförmedlingen beviljar särskilt stöd vid introduktion och uppföljning (SIUS).",
    "refused": "Arbetsförmedlingen avslår särskilt stöd vid introduktion och uppföljning (SIUS).",
    "not-yet": "Arbetsförmedlingen kan ännu inte ta ställning till särskilt stöd vid introduktion och uppföljning (SIUS).",
}

STYLE: Final = """
body { font: 1.0625rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 44rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.75rem; } h2 { font-size: 1.25rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; font-weight: 600; padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #767676; padding: .4rem .75rem .4rem 0; }
dt { font-weight: 600; } dd { margin: 0 0 .5rem; } .words { white-space: pre-wrap; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } h2 { break-after: avoid; } tr { break-inside: avoid; }
  @page { size: A4; margin: 20mm; } }
"""
POLICY: Final = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    + "'"
)
"""Content-Security-Policy of the page: its own style and nothing else."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What the page tells. None: `name` once it is erased, `reason` for those who may not read it, `how_to_ask` unless final."""

    referral: str
    name: str | None
    decision: e.Decision
    decided_on: date
    decided_by: str
    basis: str
    ruleset: str
    reconsidered: bool
    criteria: Sequence[Entry]
    alternatives: Sequence[e.Alternative]
    recheck_on: date | None
    reason: str | None
    how_to_ask: str | None


def page(letter: Letter) -> str:
    """The whole HTML page; every text in it is escaped."""
    parts = [_heading(letter), _criteria(letter.criteria), _reason(letter), _alternatives(letter), _asking(letter.how_to_ask)]
    return (
        '<!doctype html>\n<html lang="sv">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Beslut om SIUS, {letter.decided_on}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{''.join(parts)}</main>\n</body>\n</html>\n"
    )


def _heading(letter: Letter) -> str:
    facts = {
        "Gäller": letter.name or "Uppgiften är raderad",
        "Beslutsdatum": letter.decided_on.isoformat(),
        "Beslutat av": letter.decided_by,
        "Anvisning": letter.referral,
        "Grund": letter.basis,
        "Regelverk från": letter.ruleset,
    }
    listed = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>\n" for name, value in facts.items())
    title = "Beslut efter omprövning" if letter.reconsidered else "Beslut"
    return f"<h1>{title} om SIUS</h1>\n<p><strong>{DECISIONS[letter.decision]}</strong></p>\n<dl>\n{listed}</dl>\n"


def _criteria(criteria: Sequence[Entry]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{CRITERIA[entry.finding.criterion]}</th>'
        f"<td>{ANSWERS[entry.finding.answer]}</td><td>{_basis(entry.basis)}</td></tr>\n"
        for entry in criteria
    )
    head = '<tr><th scope="col">Villkor</th><th scope="col">Bedömning</th><th scope="col">Grund</th></tr>'
    return f"<h2>Bedömning</h2>\n<table>\n<caption>Villkoren när beslutet fattades</caption>\n{head}\n{rows}</table>\n"


def _basis(basis: str) -> str:
    return "Arbetsförmedlingens praxis" if basis == "practice" else escape(basis)


def _reason(letter: Letter) -> str:
    words = f'<h2>Skäl</h2>\n<p class="words">{escape(letter.reason)}</p>\n' if letter.reason else ""
    again = f"<p>En ny bedömning görs den {letter.recheck_on}.</p>\n" if letter.recheck_on else ""
    return words + again


def _alternatives(letter: Letter) -> str:
    if letter.decision == "granted" or not letter.alternatives:
        return ""
    listed = "".join(f"<li>{ALTERNATIVES[alternative]}</li>\n" for alternative in letter.alternatives)
    return f"<h2>Vi rekommenderar i stället</h2>\n<ul>\n{listed}</ul>\n"


def _asking(how: str | None) -> str:
    return f"<h2>Om du vill att beslutet omprövas</h2>\n<p>{escape(how)}</p>\n" if how else ""
