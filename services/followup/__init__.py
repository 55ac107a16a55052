"""Followup: introduction at the workplace, follow-up afterwards, the contacts in both, and the person's situation on a day.

Owns the stream support (one per case). Publishes on `sius.followup.v1` (introduction started and ended, follow-up started,
support completed, status established); follows `sius.intake.v1` (the course of the case) and `sius.placement.v1` (employments).
"""
