"""`python -m shared.contracts`: keep the contracts' documents, and refuse changes that readers could stumble on."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from shared.contracts import compatibility, documents
from shared.contracts.catalogue import CONTRACTS, TOPICS

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False)

Folder = Annotated[Path, typer.Option(help="Where the documents are kept.")]


@app.command()
def write(folder: Folder = documents.FOLDER) -> None:
    """Write the documents of new contracts and of compatible changes; refuse the others."""
    try:
        changed = compatibility.write(folder)
    except compatibility.Incompatible as refusal:
        _refuse(refusal.breaks)
    for path in changed:
        typer.echo(f"written: {path}")
    typer.echo(f"{len(CONTRACTS)} contracts on {len(TOPICS)} topics; {len(changed)} documents changed.")


@app.command()
def check(folder: Folder = documents.FOLDER) -> None:
    """Compare the kept documents with the code; 1 when a published contract changed or a document is out of date."""
    if found := compatibility.breaks(documents.kept(folder), documents.files()):
        _refuse(found)
    if paths := compatibility.stale(folder):
        listed = "\n".join(f"out of date: {path}" for path in paths)
        typer.echo(f"{listed}\nRun `python -m shared.contracts write` and keep what it writes.", err=True)
        raise typer.Exit(1)
    typer.echo(f"{len(CONTRACTS)} contracts on {len(TOPICS)} topics are as published.")


def _refuse(breaks: list[str]) -> NoReturn:
    for sentence in breaks:
        typer.echo(sentence, err=True)
    raise typer.Exit(1)


if __name__ == "__main__":
    app()
