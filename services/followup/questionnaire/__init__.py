"""The survey (NNS) as the person meets it: wording, one-time codes, the page, and answers that lead back to nobody.

What is promised, and what is not, is told in docs/decisions/0015-survey-answers.md.
"""
