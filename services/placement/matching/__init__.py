"""Matching seekers and jobs, both ways: hard requirements first, then an explained score. Never by who the person is.

`sides` what counts · `requirements` what must hold · `scoring` what is weighed · `ranking` the readable reference ·
`columns` the same for thousands at once.
"""
