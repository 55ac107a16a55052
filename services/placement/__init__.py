"""Placement: from the search for a job to an employment and its end.

Owns the streams employer, opportunity, search, profile, presentation, candidacy and employment. Publishes on `sius.placement.v1`
(employment started, its terms changed, ended, corrected, registered in error; work trials agreed, ended, cancelled); follows
`sius.intake.v1` (the case's course opens and closes the search).
"""
