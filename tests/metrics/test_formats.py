"""Figures as files: every number has its place, and what is withheld or missing is never 0."""

import csv
import io
import re
import zipfile

from services.metrics.formats import WITHHELD, Row, Table, as_csv, as_json_stat, as_xlsx, one_row

SAID = {"figure": "test", "from": "2025-01-01", "known_at": "2025-12-01T09:00:00Z"}
LOADS = Table(
    name="units",
    dimensions=("unit", "sex"),
    measures=("ongoing", "load"),
    rows=(
        Row(key=("umea", "woman"), numbers=(7, 0.5)),
        Row(key=("lulea", "man"), numbers=(WITHHELD, None)),
    ),
)


def test_a_csv_has_a_line_for_each_number_with_the_arguments() -> None:
    found = list(csv.DictReader(io.StringIO(as_csv([LOADS, one_row("total", {"ongoing": 7})], SAID).decode())))
    assert [(row["table"], row["unit"], row["measure"], row["value"], row["status"]) for row in found] == [
        ("units", "umea", "ongoing", "7", ""),
        ("units", "umea", "load", "0.5", ""),
        ("units", "lulea", "ongoing", "", "withheld"),
        ("units", "lulea", "load", "", "none"),
        ("total", "", "ongoing", "7", ""),
    ]
    assert {(row["figure"], row["from"]) for row in found} == {("test", "2025-01-01")}


def test_no_code_is_read_as_a_formula() -> None:
    table = Table(name="t", dimensions=("unit",), measures=("n",), rows=(Row(key=("=1+1",), numbers=(-5,)),))
    [row] = csv.DictReader(io.StringIO(as_csv([table], SAID).decode()))
    assert (row["unit"], row["value"]) == ("'=1+1", "-5")
    book = zipfile.ZipFile(io.BytesIO(as_xlsx([table], SAID)))
    assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_a_workbook_has_a_sheet_for_each_table_and_one_for_the_arguments() -> None:
    book = zipfile.ZipFile(io.BytesIO(as_xlsx([LOADS, one_row("total", {"ongoing": 7})], SAID)))
    names = re.findall(r'<sheet name="(\w+)"', book.read("xl/workbook.xml").decode())
    assert names == ["units", "total", "arguments"]
    text = book.read("xl/sharedStrings.xml").decode()
    assert all(f">{word}<" in text for word in ("umea", "..", "known_at", "2025-12-01T09:00:00Z"))


def test_json_stat_has_a_place_for_every_combination() -> None:
    stat = as_json_stat([LOADS], SAID, "load")
    [dataset] = stat["link"]["item"]
    assert (dataset["id"], dataset["size"]) == (["unit", "sex", "measure"], [2, 2, 2])
    assert dataset["dimension"]["unit"]["category"]["index"] == ["lulea", "umea"]
    assert dataset["value"] == [None, None, None, None, None, None, 7, 0.5]
    assert dataset["status"] == {"0": "c"}
    assert (stat["extension"]["arguments"], dataset["updated"]) == (SAID, "2025-12-01T09:00:00Z")
