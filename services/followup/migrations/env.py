"""Alembic's entry to followup's own database."""

from shared.migrations import run

run()
