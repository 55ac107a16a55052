"""JSON log lines on standard output, with a correlation id and without personal data.

Start uvicorn with `log_config=None`, and `configure` takes its lines too.
"""

import logging
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, cast

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from shared.identity import LOOKS_PERSONAL
from shared.ids import new_id

MASK: Final = "…"
SECRET_WORDS: Final = frozenset(
    {
        *("authorization", "cookie", "token", "access_token", "password", "client_secret", "secret", "master_key", "index_key"),
        *("personal_number", "personnummer", "name", "first_name", "last_name", "email", "phone", "address", "note", "text"),
    }
)
"""Fields whose value is never written."""

_UUID: Final = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_KEEP_OR_MASK: Final = re.compile(f"(?P<keep>{_UUID})|{LOOKS_PERSONAL.pattern}")
_BEARER: Final = re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]*|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)")  # tokens; passwords in addresses
_QUERY: Final = re.compile(r"\?\S*")
_CORRELATION: Final = re.compile(r"[0-9a-fA-F-]{8,64}")  # a UUID or a trace id: no room for a name
_ACCESS_ARGUMENTS: Final = 5

_correlation: ContextVar[str | None] = ContextVar("correlation", default=None)


def correlation_id() -> str:
    """Id that ties together everything done for one request or message; made here when the context has none."""
    current = _correlation.get()
    if current is None:
        current = str(new_id())
        _correlation.set(current)
    return current


@contextmanager
def bound_correlation(given: str | None) -> Iterator[str]:
    """Work under the id `given`; under a new one when it is missing, malformed or looks like a personal number."""
    usable = given is not None and _CORRELATION.fullmatch(given) and masked(given) == given
    correlation = given if given is not None and usable else str(new_id())
    token = _correlation.set(correlation)
    try:
        yield correlation
    finally:
        _correlation.reset(token)


def masked(text: str) -> str:
    """`text` without personal numbers, bearer tokens and passwords in addresses; ids stay."""
    return _BEARER.sub(MASK, _KEEP_OR_MASK.sub(lambda found: found["keep"] or MASK, text))


def configure(service: str, level: str = "INFO") -> None:
    """Send all logging of the process to standard output as JSON lines. May be called again; the last call counts."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _Origin(service),
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(_formatter(shared))
    _take_over(handler, level)


def _formatter(shared: Sequence[Processor]) -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        pass_foreign_args=True,
        foreign_pre_chain=[_access_line, *shared, structlog.stdlib.ExtraAdder()],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.StackInfoRenderer(),
            structlog.processors.format_exc_info,
            without_personal_data,
            structlog.processors.JSONRenderer(),
        ],
    )


def _take_over(handler: logging.Handler, level: str) -> None:
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    for name in ("httpx", "httpcore", "aiokafka", "asyncio"):  # below a warning they write addresses and payloads
        logging.getLogger(name).setLevel(logging.WARNING)


class _Origin:
    """Adds the service, unless the context names another, and the correlation id when there is one."""

    def __init__(self, service: str) -> None:
        self._service = service

    def __call__(self, _logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        event.setdefault("service", self._service)
        correlation = _correlation.get()
        if correlation is not None:
            event["correlation"] = correlation
        return event


def _access_line(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Uvicorn's access line as method, path and status: no caller's address, no query string."""
    arguments = event.pop("positional_args", ())
    if event["_record"].name != "uvicorn.access":
        return event
    if not isinstance(arguments, tuple) or len(arguments) != _ACCESS_ARGUMENTS:
        event["event"] = _QUERY.sub("", str(event["event"]))
        return event
    _caller, method, path, _version, status = arguments
    event.update(event="request", method=method, path=str(path).partition("?")[0], status=status)
    return event


def without_personal_data(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The last word on every line: see `SECRET_WORDS` and `masked`."""
    event.pop("color_message", None)  # uvicorn's second copy of its text, for terminals
    return cast("EventDict", _clean(event))


def _clean(value: Any) -> Any:
    match value:
        case bool() | float() | None:
            return value
        case int():
            return value if masked(str(value)) == str(value) else MASK
        case Mapping():
            return {masked(str(key)): MASK if str(key).lower() in SECRET_WORDS else _clean(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_clean(item) for item in value]
        case _:
            return masked(str(value))
