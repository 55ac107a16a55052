"""The development issuer's sign-in page: choose who to be, and a browser has a token for the dashboard. For local runs only.

Without a script. The token is set as a cookie that only the dashboard is sent; afterwards one is where one wanted to be, if that
is a path of this machine.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal
from urllib.parse import parse_qs

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

COOKIE: Final = "sius_token"
DASHBOARD: Final = "/metrics/v1/dashboard"
UNITS: Final = "gavle stockholm"
LIFETIME: Final = timedelta(hours=12)
LOCAL_PATH: Final = re.compile(r"/(?![/\\])[!-\[\]-~]*")
"""A path of this machine: not //elsewhere, not /\\elsewhere, and nothing that a browser drops or turns round."""
UNIT: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")

Token = Callable[..., str]
Tongue = Literal["sv", "en"]

TEXTS: Final[Mapping[Tongue, Mapping[str, str]]] = {
    "sv": {
        "title": "Logga in för att prova",
        "why": "Den här sidan finns bara när SIUS körs lokalt. Vem som helst vid datorn kan vara vem som helst.",
        "who": "Jag är",
        "manager": "Chef, med enheternas alla tal och rader",
        "analyst": "Analytiker, utan enhet: alla enheter, små tal skyddade",
        "units": "Chefens enheter",
        "hint": "Skilj dem med mellanslag, till exempel gavle stockholm.",
        "fault": "Skriv enheternas koder: små bokstäver, siffror och bindestreck.",
        "go": "Logga in",
        "other": "In English",
    },
    "en": {
        "title": "Sign in to try it",
        "why": "This page exists only when SIUS runs locally. Anybody at the machine can be anybody.",
        "who": "I am",
        "manager": "A manager, with every number and row of the units",
        "analyst": "An analyst, without a unit: every unit, small numbers protected",
        "units": "The manager's units",
        "hint": "With spaces between them, such as gavle stockholm.",
        "fault": "Write the units' codes: small letters, digits and hyphens.",
        "go": "Sign in",
        "other": "På svenska",
    },
}

STYLE: Final = """
:root { color-scheme: light; } * { box-sizing: border-box; }
body { font: 1rem/1.5 "Segoe UI", "Helvetica Neue", system-ui, sans-serif; color: #1b1f24; background: #fff; margin: 0; }
main { max-width: 36rem; margin: 0 auto; padding: 2rem 1rem; } h1 { font-size: 1.75rem; line-height: 1.2; }
fieldset { border: 0; padding: 0; margin: 0 0 1.5rem; } legend, .field label { font-weight: 600; padding: 0; }
fieldset label { display: flex; gap: .75rem; align-items: center; min-height: 2.75rem; }
input[type=radio] { width: 1.25rem; height: 1.25rem; flex: none; margin: 0; }
input[type=text] { font: inherit; width: 100%; min-height: 2.75rem; padding: .25rem .5rem; border: 1px solid #6b7480; }
button { font: inherit; font-weight: 600; background: #17548f; color: #fff; border: 0; padding: .625rem 1.5rem; }
a { color: #17548f; } .hint, .other { color: #565f6b; margin: .25rem 0; font-size: .875rem; }
.fault { color: #a3001b; font-weight: 600; }
:focus-visible { outline: 3px solid #b35900; outline-offset: 2px; }
"""

_page: Final = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string("""<!doctype html>
<html lang="{{ tongue }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{% if fault %}{{ words.fault }} – {% endif %}{{ words.title }}</title>
<style>{{ style }}</style>
</head>
<body>
<main>
<p class="other"><a href="?{{ {"next": next, "lang": other} | urlencode }}" lang="{{ other }}">{{ words.other }}</a></p>
<h1>{{ words.title }}</h1>
<p>{{ words.why }}</p>
<form method="post" action="{{ here }}" accept-charset="utf-8">
<input type="hidden" name="next" value="{{ next }}">
<input type="hidden" name="lang" value="{{ tongue }}">
<fieldset>
<legend>{{ words.who }}</legend>
<label><input type="radio" name="role" value="manager" checked> {{ words.manager }}</label>
<label><input type="radio" name="role" value="analyst"> {{ words.analyst }}</label>
</fieldset>
<div class="field">
<label for="units">{{ words.units }}</label>
<p class="hint" id="units-hint">{{ words.hint }}</p>
{% if fault %}<p class="fault" id="units-fault" role="alert">{{ words.fault }}</p>{% endif %}
<input id="units" name="units" type="text" value="{{ units }}" autocapitalize="none" spellcheck="false"
 aria-describedby="units-hint{% if fault %} units-fault" aria-invalid="true{% endif %}">
</div>
<p><button type="submit">{{ words.go }}</button></p>
</form>
</main>
</body>
</html>
""")


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """`token` signs one; `pages` is the origin of the dashboard, such as http://127.0.0.1:8004, empty when it is the issuer's."""

    token: Token
    is_here: Callable[[Request], bool]
    pages: str = ""

    def add_to(self, app: FastAPI) -> None:
        """The page and what it sends."""
        app.add_api_route("/sign-in", self.show, methods=["GET"])
        app.add_api_route("/sign-in", self.take, methods=["POST"])

    async def show(self, request: Request) -> Response:
        """The page. `next`: where to go afterwards."""
        return self._page(request, dict(request.query_params))

    async def take(self, request: Request) -> Response:
        """Signed in, and on the way; the page again when the units are no codes."""
        if not self.is_here(request):
            return Response(status_code=403)
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode("utf-8", "replace")).items()}
        units = form.get("units", "").split()
        role = "analyst" if form.get("role") == "analyst" else "manager"
        if role == "manager" and not (units and all(map(UNIT.fullmatch, units))):
            return self._page(request, form, fault=True)
        token = self.token(role, units=units if role == "manager" else (), lifetime=LIFETIME)
        answer = RedirectResponse(self.pages + local_path(form.get("next")), 303, {"Cache-Control": "no-store"})
        answer.set_cookie(COOKIE, token, max_age=int(LIFETIME.total_seconds()), path=DASHBOARD, httponly=True, samesite="lax")
        return answer

    def _page(self, request: Request, given: Mapping[str, str], *, fault: bool = False) -> HTMLResponse:
        tongue: Tongue = "en" if given.get("lang") == "en" else "sv"
        content = _page.render(
            words=TEXTS[tongue],
            tongue=tongue,
            other="sv" if tongue == "en" else "en",
            style=Markup(STYLE),  # noqa: S704 - our own
            here=request.url.path,
            next=local_path(given.get("next")),
            units=given.get("units", UNITS),
            fault=fault,
        )
        headers = {"Content-Security-Policy": self._policy, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
        return HTMLResponse(content, 422 if fault else 200, headers)

    @property
    def _policy(self) -> str:
        style = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
        return (
            f"default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'sha256-{style}'; "
            f"form-action 'self' {self.pages}".rstrip()
        )


def local_path(wanted: str | None) -> str:
    """Where to go: the path that was wanted, or the dashboard when that is no path of this machine."""
    return wanted if wanted and LOCAL_PATH.fullmatch(wanted) else DASHBOARD
