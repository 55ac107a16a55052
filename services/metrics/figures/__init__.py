"""The figures, exactly as defined: pure functions from what is known of people to counts, shares and curves.

No clock, no I/O, no framework. `lives` is the input; `arguments` what was asked; `states` says in work, not, or unknown on
a day; `outflow` is F2, `retention` F3; `survival` and `incidence` are the estimators they use.
"""
