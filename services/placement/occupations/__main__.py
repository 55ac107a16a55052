"""`python -m services.placement.occupations [TABLE.csv --version VERSION]`: build the occupations file anew."""

from pathlib import Path
from typing import Annotated

import typer

from services.placement.occupations import FILE, TABLE, read
from services.placement.occupations.build import TableError, build

VERSION = "2012-project-1"
"""The version of the project's own set: raised when `ssyk2012.csv` changes."""

Table = Annotated[Path, typer.Argument(help="Codes and names: CSV with the columns code, sv and en")]
Version = Annotated[str, typer.Option(help="What the file calls itself, such as 2012-scb-2025")]


def main(table: Table = TABLE, version: Version = VERSION) -> None:
    """Check the table and write the occupations file beside this package's code. Services read it when they start."""
    try:
        content = build(table.read_text(encoding="utf-8"), version)
    except TableError as faults:
        raise typer.BadParameter(str(faults)) from None
    FILE.write_bytes(content)
    classification = read(content)
    occupations = sum(classification.occupation(code) is not None for code in classification.names)
    typer.echo(f"{FILE.name}: version {classification.version}, {occupations} occupations.")


if __name__ == "__main__":
    typer.run(main)
