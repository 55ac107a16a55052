"""How the pages look, on a screen and on paper; and what they may load: this style and nothing else."""

import base64
import hashlib
from pathlib import Path
from typing import Final

from markupsafe import Markup

_TEXT: Final = (Path(__file__).parent / "templates" / "style.css").read_text("utf-8")

STYLE: Final = Markup(_TEXT)  # noqa: S704 - our own file
POLICY: Final = (
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(_TEXT.encode()).digest()).decode()
    + "'"
)
"""Content-Security-Policy: the pages' own style, a form to where the page came from, and no script."""
