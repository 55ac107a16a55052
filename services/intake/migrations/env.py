"""Alembic's entry to intake's own database."""

from shared.migrating import run

run()
