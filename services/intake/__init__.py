"""Intake: from a person and a referral to a started case, and to its end.

Owns the streams person, referral, eligibility and case. Publishes on `sius.intake.v1` (case started, its corrections, ended,
reopened, registered in error); follows `sius.followup.v1` (support completed → the end of the case is proposed).
"""
