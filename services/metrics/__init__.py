"""metrics owns the figures, and nothing else: no commands, no events of its own.

Topics in: `sius.intake.v1`, `sius.placement.v1`, `sius.followup.v1`. Topics out: none.

What arrives is logged as it came (`received`), folded into facts with the time they were known (`facts`, `projections`), and
read back as columns of what was known at an instant (`queries`), which the pure `figures` count.
"""
