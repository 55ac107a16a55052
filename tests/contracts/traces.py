"""Looks for a secret in every byte that is kept or said, in every spelling that a program may have given it."""

import base64
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import asyncpg

TABLES = "select schemaname, tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema')"


@dataclass(frozen=True)
class Place:
    """Some bytes and where they are."""

    where: str
    content: bytes


def of_number(twelve: str) -> tuple[str, ...]:
    """An identity number as it may be written: with ten digits or twelve, with - or + or a space or nothing between."""
    birth, last = twelve[2:8], twelve[8:]
    return tuple(f"{birth}{sign}{last}" for sign in ("", "-", "+", " "))  # the twelve end in the ten


def needles(*secrets: str) -> list[bytes]:
    """Every spelling of the secrets."""
    return [spelled.encode() for secret in secrets for spelled in {*_spellings(secret)}]


def _spellings(secret: str) -> Iterator[str]:
    raw = secret.encode()
    yield secret
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield repr(secret)[1:-1]
    yield ascii(secret)[1:-1]
    yield quote(secret)
    yield raw.hex()
    yield raw.decode("latin-1")
    # within a longer text, base64 depends on where it begins: the part that is the same for each of the three places
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + raw).decode()
        yield encoded[4 if shift else 0 : len(encoded) // 4 * 4 - 4]


def found(secrets: Iterable[bytes], places: Iterable[Place]) -> list[str]:
    """Where any of them stands."""
    wanted = re.compile(b"|".join(re.escape(secret) for secret in secrets))
    return [place.where for place in places if wanted.search(place.content)]


async def stored(connection: asyncpg.Connection, name: str) -> list[Place]:
    """Every value of every row of every table of a database."""
    return [
        Place(f"{name} {schema}.{table}.{column}", b"\n".join(_bytes(value)))
        for schema, table in await connection.fetch(TABLES)
        for row in await connection.fetch(f'select * from "{schema}"."{table}"')
        for column, value in row.items()
    ]


def _bytes(value: Any) -> Iterator[bytes]:
    match value:
        case None:
            return
        case bytes():
            yield value
        case list() | tuple():
            for item in value:
                yield from _bytes(item)
        case _:
            yield str(value).encode()
