"""The survey as pages: plain HTML made on the server, without scripts, cookies or anything fetched from elsewhere."""

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.followup import events as e
from services.followup.questionnaire.wording import SCALED, WRITTEN, Language, Wording

STYLE: Final = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { font: 1.125rem/1.6 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 0; }
main { max-width: 42rem; margin: 0 auto; padding: 1rem 1rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.25; } h2 { font-size: 1.375rem; margin: 2.5rem 0 1rem; }
fieldset, .field { border: 0; border-top: 1px solid #767676; margin: 0 0 1.5rem; padding: 1rem 0 0; min-width: 0; }
legend { float: left; width: 100%; padding: 0; margin-bottom: .5rem; } legend + * { clear: both; }
legend, form > label, .field > label { font-weight: 600; }
fieldset label { display: flex; gap: .75rem; align-items: center; min-height: 2.75rem; padding: .25rem 0; }
input[type=radio] { width: 1.5rem; height: 1.5rem; flex: none; margin: 0; }
input[type=text], textarea { font: inherit; width: 100%; max-width: 100%; padding: .5rem; border: 2px solid #4a4a4a;
  border-radius: .25rem; background: #fff; color: inherit; }
input[type=text] { max-width: 20rem; letter-spacing: .08em; }
button { font: inherit; font-weight: 600; min-height: 3rem; padding: .5rem 1.25rem; border: 2px solid #14508c;
  border-radius: .25rem; background: #14508c; color: #fff; }
.switch { text-align: right; margin: 0; } .switch button { background: #fff; color: #14508c; }
.first { position: absolute; width: 1px; height: 1px; min-height: 0; padding: 0; overflow: hidden; clip-path: inset(50%); }
a { color: #14508c; } .hint { color: #4a4a4a; margin: 0 0 .5rem; }
:focus-visible { outline: 4px solid #b35900; outline-offset: 2px; }
.fault { color: #a3001b; font-weight: 600; margin: 0 0 .5rem; }
.faults { border: 3px solid #a3001b; padding: .5rem 1rem; margin: 1rem 0; } .faults h2 { margin: .25rem 0; }
[aria-invalid] { border-color: #a3001b !important; }
@media print { main { max-width: none; padding: 0; } body { font-size: 11pt; } button, .switch { display: none; }
  fieldset, .field { break-inside: avoid; } fieldset label { min-height: 0; } h2 { break-after: avoid; }
  @page { size: A4; margin: 18mm; } }
"""
POLICY: Final = (
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    + "'"
)
"""Content-Security-Policy: its own style, forms to where the page came from, and nothing else."""

_pages: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

Faults = Mapping[str, str]
"""Field → what is wrong with it, in the page's words."""

NO_FAULTS: Final[Faults] = {}


def _page(name: str, wording: Wording, language: Language, **more: object) -> str:
    other = "sv" if language == "easy" else "easy"
    common = {"words": wording.words(language), "language": language, "other": other, "style": STYLE}
    return _pages.get_template(name).render(**common, **more)


def code_page(wording: Wording, language: Language, path: str, faults: Faults = NO_FAULTS) -> str:
    """Where the code is typed in; `path` is the page's own address."""
    return _page("code.html", wording, language, path=path, faults=faults)


def form_page(
    wording: Wording,
    language: Language,
    path: str,
    *,
    form: e.SurveyForm,
    code: str,
    given: Mapping[str, str],
    faults: Faults = NO_FAULTS,
) -> str:
    """The questions, with what was answered so far."""
    asked = {"form": form, "code": code, "given": given, "scaled": SCALED, "written": WRITTEN}
    return _page("form.html", wording, language, path=path, faults=faults, **asked)


def thanks_page(wording: Wording, language: Language) -> str:
    return _page("thanks.html", wording, language)
