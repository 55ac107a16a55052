"""Alembic's entry to metrics's own database."""

from shared.migrating import run

run()
