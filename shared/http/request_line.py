"""One line of JSON per request, on standard output.

Written straight: the general log chain masks and renders any value, which costs a request more than everything else around it.
Here nothing needs masking: a method, a route's template, a status, and ids that were checked when they came in.
"""

import logging
import sys
from typing import Final

import orjson

from shared.clock import SystemClock

LOGGER: Final = logging.getLogger("sius.http")
"""Its level decides; it writes nothing itself."""

clock: Final = SystemClock()


def write(level: int, **fields: object) -> None:
    """The line, if the process logs at this level. Fields hold ids and codes only."""
    if not LOGGER.isEnabledFor(level):
        return
    line = {"event": "request", "level": logging.getLevelName(level).lower(), "timestamp": clock.now(), **fields}
    sys.stdout.write(orjson.dumps(line, option=orjson.OPT_UTC_Z).decode() + "\n")
    sys.stdout.flush()
