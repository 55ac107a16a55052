"""Intake's routes, by resource."""

from services.intake.api import cases, decisions, persons, referrals

ROUTERS = (persons.router, referrals.router, decisions.router, cases.router)
