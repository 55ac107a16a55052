"""What a caller may do: every scope, and the scopes that go with each role."""

from typing import Final

SCOPES: Final[dict[str, str]] = {
    "referral:read": "Läsa anvisningar vid egen enhet. / Read referrals of one's own unit.",
    "referral:write": "Registrera och ändra anvisningar. / Register and change referrals.",
    "referral:own": "Lämna och följa den egna myndighetens anvisningar. / Send and follow one's own agency's referrals.",
    "person:write": "Registrera och ändra personuppgifter. / Register and change personal data.",
    "person:merge": "Besluta att två personer är en, och återta det. / Decide that two persons are one, and undo it.",
    "person:search": "Söka en person på personnummer (loggas). / Find a person by personal number (logged).",
    "eligibility:assess": "Bedöma villkoren för programmet. / Assess the programme's criteria.",
    "eligibility:decide": "Besluta om programmet. / Decide on the programme.",
    "case:read": "Läsa ärenden vid egen enhet. / Read cases of one's own unit.",
    "case:write": "Handlägga ärenden. / Work on cases.",
    "case:assign": "Fördela ärenden. / Assign cases.",
    "capacity": "Ange enhetens kapacitet. / Set the unit's capacity.",
    "handover": "Överlämna ärenden mellan enheter. / Hand cases over between units.",
    "task:read": "Läsa uppgifter och bevakningar vid egen enhet. / Read tasks and deadlines of one's own unit.",
    "task:write": "Klarmarkera uppgifter. / Complete tasks.",
    "placement:read": "Läsa om arbetsgivare, praktik och anställning. / Read employers, placements and employments.",
    "placement:write": "Registrera praktik och anställning. / Record placements and employments.",
    "placement:decide": "Besluta om stöd till en anställning. / Decide on support for an employment.",
    "followup:read": "Läsa uppföljning. / Read follow-up.",
    "followup:write": "Registrera uppföljning. / Record follow-up.",
    "survey-texts:read": "Läsa fritexter i enkätsvar, för utsedda läsare. / Read written survey answers, for named readers.",
    "figures": "Se statistik, med små tal skyddade. / See figures, small numbers suppressed.",
    "figures:close": "Stänga månader vid egen enhet. / Close months of one's own unit.",
    "access-log:read": "Granska åtkomstloggen. / Review the access log.",
    "ops": "Sköta driften, utan personuppgifter. / Operate the service, without personal data.",
    "protected-identity": "Se personer med skyddade uppgifter. / See people with a protected identity.",
}
"""Every scope there is, described in Swedish / English."""

ROLES: Final[dict[str, frozenset[str]]] = {
    "caseworker": frozenset(
        {
            *("referral:read", "referral:write", "person:write", "person:search", "eligibility:assess"),
            *("case:read", "case:write", "placement:read", "placement:write", "followup:read", "followup:write"),
            *("task:read", "task:write"),
        }
    ),
    "decider": frozenset(
        {"eligibility:decide", "referral:read", "placement:read", "placement:decide", "task:read", "task:write"}
    ),
    "manager": frozenset(
        {
            "person:merge",
            "capacity",
            "case:assign",
            "case:read",
            "handover",
            "figures",
            "figures:close",
            "task:read",
            "task:write",
        }
    ),
    "partner": frozenset({"referral:own"}),
    "survey-reader": frozenset({"survey-texts:read"}),
    "analyst": frozenset({"figures"}),
    "auditor": frozenset({"access-log:read"}),
    "operator": frozenset({"ops"}),
    "protected-identity": frozenset({"protected-identity"}),
}
"""The scopes that go with each role; a person may hold several roles."""
