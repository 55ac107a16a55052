"""Alembic's entry to intake's own database."""

from shared.migrations import run

run()
