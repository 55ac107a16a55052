"""Followup: introduction at the workplace, follow-up afterwards, the contacts in both, and the person's situation on a day.

Owns the streams support (one per case), unit (what it has set) and task (what somebody completed), and those of the survey.
Publishes on `sius.followup.v1` (introductions, plans, follow-up, contacts, attendance, risk, statuses, lost jobs, the survey);
follows `sius.intake.v1` (the course of the case) and `sius.placement.v1` (employments, work trials).
"""
