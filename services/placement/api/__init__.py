"""Placement's routes, by resource."""

from services.placement.api import course, employers, employments, opportunities, searches

ROUTERS = (employers.router, opportunities.router, searches.router, employments.router, course.router)
