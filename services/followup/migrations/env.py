"""Alembic's entry to followup's own database."""

from shared.migrating import run

run()
