"""Ids that the examples of the documents share."""

PERSON, CASE, EMPLOYER, OPPORTUNITY, EMPLOYMENT = (
    "0195c1de-9d00-7000-8000-0000000000aa",
    "0195c1de-9d00-7000-8000-0000000000ac",
    "c4ddfb77-6c8f-5d1e-8a0f-6f3f6c1f0a11",
    "0195c1de-9d00-7000-8000-0000000000ba",
    "0195c1de-9d00-7000-8000-0000000000bb",
)
