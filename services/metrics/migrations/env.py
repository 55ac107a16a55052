"""Alembic's entry to metrics's own database."""

from shared.migrations import run

run()
