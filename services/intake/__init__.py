"""Intake: from a person and a referral to a started case, and to its end.

Owns the streams person, referral, evidence, eligibility, consent, case, planning (assignment, priority, planned end), unit and
workload (capacity), task and meeting. Publishes on `sius.intake.v1` the course of the case and protected identities; follows
`sius.followup.v1` (support completed → the end of the case is proposed; a status established → its task is done).
"""
