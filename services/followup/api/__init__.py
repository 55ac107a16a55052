"""Followup's routes, by resource."""

from services.followup.api import contacts, introductions, plans, statuses, supports

ROUTERS = (supports.router, introductions.router, plans.router, contacts.router, statuses.router)
