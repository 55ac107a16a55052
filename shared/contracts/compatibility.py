"""What may not change in a published contract: everything that a reader of another release, or a replay, could stumble on.

Retention is unlimited, so every message ever published is read again by later code; and releases differ from process to process,
so messages of later code are read by earlier code. A version is therefore never edited. Two changes are harmless both ways and
allowed: a new optional field with a default (earlier readers ignore it, earlier messages get the default), and other words in
a description. An enum may not even grow: a reader that validates refuses the value that it does not know.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from shared.contracts import documents
from shared.contracts.documents import ASYNCAPI_FILE, FOLDER, HEADERS, Document

WORDS: Final = frozenset({"title", "description", "examples", "$comment"})
"""Members of a schema that tell people something and readers nothing."""

Files = Mapping[str, str]
"""Path below `published/` → text."""


class Incompatible(Exception):  # noqa: N818 - what the change is, not that something erred
    """The code would change published contracts in ways that are not allowed; `breaks` tells each."""

    def __init__(self, breaks: list[str]) -> None:
        super().__init__("\n".join(breaks))
        self.breaks = breaks


def write(folder: Path = FOLDER) -> list[str]:
    """Keep the documents as the code has them; gives the paths that changed. Raises Incompatible and writes nothing."""
    made, kept = documents.files(), documents.kept(folder)
    if found := breaks(kept, made):
        raise Incompatible(found)
    changed = [path for path, text in made.items() if kept.get(path) != text]
    for path in changed:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(made[path], encoding="utf-8")
    return changed


def stale(folder: Path = FOLDER) -> list[str]:
    """The paths whose kept text is not what the code has; `write` brings them up to date."""
    kept = documents.kept(folder)
    return [path for path, text in documents.files().items() if kept.get(path) != text]


def breaks(kept: Files, made: Files) -> list[str]:
    """Every incompatible difference, each as a sentence that names contract and field and says what to do."""
    found: list[str] = []
    for path, text in kept.items():
        if path == ASYNCAPI_FILE:
            found += _topics(json.loads(text), json.loads(made[ASYNCAPI_FILE]))
        else:
            contract = Path(path).name.removesuffix(".json")
            now = json.loads(made[path]) if path in made else None
            found += [f"{contract}: {what}. {_advice(contract)}" for what in contract_breaks(json.loads(text), now)]
    return found


def _advice(contract: str) -> str:
    return f"A published version is never edited: leave it as it was and publish {next_version(contract)} beside it."


def next_version(contract: str) -> str:
    """`sius.intake.case-started.v1` → `sius.intake.case-started.v2`."""
    return re.sub(r"\d+$", lambda number: str(int(number[0]) + 1), contract)


def contract_breaks(kept: Document, made: Document | None) -> Iterator[str]:
    """What of one contract changed and may not. `made` is None when the code does not have it any more."""
    if made is None:
        yield "it is not published any more, but its messages are read again in every replay"
        return
    for member, meaning in (("x-key", "message key"), ("x-topic", "topic")):
        if kept[member] != made[member]:
            yield f"its {meaning} changed from {kept[member]} to {made[member]}"
    yield from _fields(kept, made)


def _fields(kept: Document, made: Document) -> Iterator[str]:
    before, after = kept["properties"], made["properties"]
    needed_before, needed_now = set(kept.get("required", ())), set(made.get("required", ()))
    for name in before:
        if name not in after:
            yield f"the field `{name}` was removed or renamed"
            continue
        if (name in needed_before) != (name in needed_now):
            yield f"the field `{name}` became {'required' if name in needed_now else 'optional'}"
        yield from (f"the field `{name}` {what}" for what in _changes(before[name], after[name]))
    for name in after:
        if name not in before and (name in needed_now or "default" not in after[name]):
            yield f"the new field `{name}` has no default, and messages published before do not have it"


def _changes(kept: Any, made: Any) -> Iterator[str]:
    before, after = _essence(kept), _essence(made)
    if before == after:
        return
    lost, gained = _values(before) - _values(after), _values(after) - _values(before)
    if lost and _values(after):
        yield f"lost {_listed(lost)}, which messages published before may hold"
    if gained and _values(before):
        yield f"gained {_listed(gained)}, which readers of an earlier release refuse"
    if _without_values(before) != _without_values(after) or not (_values(before) and _values(after)):
        yield f"changed from {json.dumps(before, ensure_ascii=False)} to {json.dumps(after, ensure_ascii=False)}"


def _essence(rule: Any) -> Any:
    """The schema without its words, and with its values and alternatives in one order."""
    match rule:
        case dict():
            return {name: _essence(member) for name, member in sorted(rule.items()) if name not in WORDS}
        case list():
            return sorted((_essence(member) for member in rule), key=json.dumps)
        case _:
            return rule


def _values(rule: Any) -> set[str]:
    """Every value that an enum or const anywhere in the schema allows."""
    match rule:
        case dict():
            own = [*rule.get("enum", ()), *([rule["const"]] if "const" in rule else [])]
            return {json.dumps(value) for value in own}.union(*map(_values, rule.values()))
        case list():
            return set().union(*map(_values, rule))
        case _:
            return set()


def _without_values(rule: Any) -> Any:
    match rule:
        case dict():
            return {name: _without_values(member) for name, member in rule.items() if name not in {"enum", "const"}}
        case list():
            return [_without_values(member) for member in rule]
        case _:
            return rule


def _listed(values: set[str]) -> str:
    return ", ".join(sorted(values))


def _topics(kept: Document, made: Document) -> Iterator[str]:
    for name, channel in kept["channels"].items():
        partitions = _partitions(channel)
        if name not in made["channels"]:
            yield f"{name}: the topic is gone. Keep it: its messages are read again in every replay."
        elif _partitions(made["channels"][name]) != partitions:
            yield f"{name}: it has {partitions} partitions for ever. Another number would move keys and break their order."
    for what in _fields(kept["components"]["schemas"][HEADERS], made["components"]["schemas"][HEADERS]):
        yield f"headers: {what.replace('field', 'header')}. Headers are part of every published version: leave them as they were."


def _partitions(channel: Document) -> int:
    partitions: int = channel["bindings"]["kafka"]["partitions"]
    return partitions
