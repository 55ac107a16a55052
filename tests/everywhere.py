"""Every way to read of a person in a service: each GET of its document, asked with whatever ids a story made."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import asyncpg
import httpx

from shared.http.api import document
from shared.http.openapi import Document, operations
from tests.harness import Api

UUID_SHAPE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Subject = Mapping[str, str]
"""A path's parameters: whose, and which."""

Answers = dict[tuple[str, str], httpx.Response]
"""(operation, address) → what was answered."""


@dataclass(frozen=True, kw_only=True)
class Everywhere:
    """The reads of a service, asked by somebody with this role.

    `fixed`: parameters about no person. `more`: other questions than the plain one, for lists that answer in parts.
    """

    service: str
    role: str
    fixed: Subject
    more: Mapping[str, tuple[str, ...]]

    def reads(self) -> list[tuple[str, Document]]:
        """(path, operation) of every GET in the service's document."""
        made = document(import_module(f"services.{self.service}.app").definition)
        return [(path, operation) for path, method, operation in operations(made) if method == "get"]

    def asked(self, subjects: Iterable[Subject]) -> Iterator[tuple[str, str]]:
        """(operation, address) of everything that can be read with these parameters."""
        known = [{**self.fixed, **subject} for subject in [{}, *subjects]]
        for path, operation in self.reads():
            names = re.findall(r"{(\w+)}", path)
            filled = {path.format(**subject) for subject in known if set(names) <= subject.keys()}
            for address in sorted(filled):
                for question in self.more.get(operation["operationId"], ("",)):
                    yield operation["operationId"], address + question

    async def walk(self, api: Api, subjects: Iterable[Subject], role: str | None = None, **who: Any) -> Answers:
        """Every answer that somebody with this role gets."""
        asked = list(self.asked(subjects))
        return {each: await api.get(each[1], role or self.role, **{"subject": "walker", **who}) for each in asked}


def ids_in(answer: httpx.Response) -> set[str]:
    """The ids that an answer tells, without those of its own address."""
    return set(UUID_SHAPE.findall(answer.text)) - set(UUID_SHAPE.findall(str(answer.request.url))) - {_correlation(answer)}


def _correlation(answer: httpx.Response) -> str:
    return str(answer.headers.get("x-correlation-id", ""))


async def ids_stored(api: Api) -> set[str]:
    """Every id in the service's read models."""
    connection = await asyncpg.connect(api.settings.migration_url)
    try:
        tables = await connection.fetch("select tablename as name from pg_tables where schemaname = 'read'")
        rows = [await connection.fetch(f"select t::text from read.{table['name']} t") for table in tables]
        return {found for table in rows for row in table for found in UUID_SHAPE.findall(row[0])}
    finally:
        await connection.close()


def telling(answers: Answers, hidden: set[str]) -> dict[str, set[str]]:
    """Operation → which of these ids its answers tell."""
    found: dict[str, set[str]] = {}
    for (operation, _), answer in answers.items():
        found.setdefault(operation, set()).update(ids_in(answer) & hidden)
    return {operation: ids for operation, ids in found.items() if ids}


def differing(answers: Answers, before: Answers) -> set[str]:
    """The operations that answer otherwise than before."""
    return {each[0] for each, answer in answers.items() if body(answer) != body(before[each])}


def body(answer: httpx.Response) -> Any:
    if not answer.headers.get("content-type", "").startswith("application/"):
        return answer.text
    told = answer.json()
    return {name: value for name, value in told.items() if name != "correlation"}
