"""Alembic's entry to placement's own database."""

from shared.migrating import run

run()
