"""Alembic's entry to placement's own database."""

from shared.migrations import run

run()
