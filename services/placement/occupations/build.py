"""Builds the occupations file from a table of codes and names: the project's own small set, or a whole classification.

A table is CSV in UTF-8 with a heading that names `code`, `sv` and `en` (in any order; other columns are left out; separated by
semicolon, comma or tab). Codes of one to three digits name groups, four digits an occupation. This is the shape of SCB's list of
SSYK 2012 and of an export of `ssyk-level-4` from the JobTech taxonomy once the columns are named so.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import orjson

CODE: Final = re.compile(r"[0-9]{1,4}", re.ASCII)
COLUMNS: Final = ("code", "sv", "en")


class TableError(ValueError):
    """The table cannot be used; each line of the text names one fault and where it is."""


def build(table: str, version: str) -> bytes:
    """The file's content. The same table and version give the same bytes. Raises TableError with every fault."""
    rows = list(_rows(table))
    faults = list(_faults(rows))
    if faults:
        raise TableError("\n".join(faults))
    names = {code: {"sv": sv, "en": en} for code, sv, en in sorted((row["code"], row["sv"], row["en"]) for row in rows)}
    digest = hashlib.sha256(orjson.dumps(names)).hexdigest()
    content: dict[str, Any] = {"classification": "SSYK 2012", "version": version, "sha256": digest, "names": names}
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _rows(table: str) -> Iterator[dict[str, str]]:
    text = table.removeprefix("\ufeff")
    heading = text.partition("\n")[0]
    separator = max(";,\t", key=heading.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=separator)
    missing = set(COLUMNS) - set(reader.fieldnames or ())
    if missing:
        raise TableError(f"The heading lacks {', '.join(sorted(missing))}.")
    for row in reader:
        yield {column: (row[column] or "").strip() for column in COLUMNS}


def _faults(rows: Iterable[dict[str, str]]) -> Iterator[str]:
    """What is wrong, row by row; the heading is line 1."""
    seen: set[str] = set()
    for line, row in enumerate(rows, start=2):
        if not CODE.fullmatch(row["code"]):
            yield f"Line {line}: the code is not one to four digits."
        elif row["code"] in seen:
            yield f"Line {line}: {row['code']} stands there twice."
        if not row["sv"] or not row["en"]:
            yield f"Line {line}: a name is missing."
        seen.add(row["code"])
    if not any(len(code) == 4 for code in seen):  # noqa: PLR2004 - the digits of an occupation
        yield "There is no occupation: no code has four digits."
