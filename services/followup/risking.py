"""Early signs, and the flag that says that the job is at risk. Pure: no clock, no I/O."""

from typing import assert_never

from services.followup import commands as c
from services.followup import errors
from services.followup import events as e
from services.followup.doubts import before, in_the_future, over
from services.followup.state import Support
from shared.errors import refuse


def risk(command: c.RiskCommand, support: Support) -> e.RiskEvent:
    match command:
        case c.NoteEarlySign():
            return note(command, support)
        case c.FlagAtRisk():
            return flag(command, support)
        case c.ClearRisk():
            return clear(command, support)
        case _:
            assert_never(command)


def note(command: c.NoteEarlySign, support: Support) -> e.EarlySignNoted:
    refuse(over(support), in_the_future(command.on, command.today), before(support, command.on))
    return e.EarlySignNoted(
        sign=command.sign,
        case=support.case,
        person=support.person,
        signs=tuple(dict.fromkeys(command.signs)),
        source=command.source,
        text=command.text,
        on=command.on,
    )


def flag(command: c.FlagAtRisk, support: Support) -> e.AtRiskFlagged:
    """One flag at a time: what is new in the same danger is noted as an early sign."""
    flagged = support.noted.at_risk
    refuse(
        over(support),
        in_the_future(command.on, command.today),
        before(support, command.on),
        errors.AlreadyAtRisk(flag=flagged) if flagged else None,
    )
    return e.AtRiskFlagged(
        flag=command.flag,
        case=support.case,
        person=support.person,
        reasons=tuple(dict.fromkeys(command.reasons)),
        text=command.text,
        on=command.on,
    )


def clear(command: c.ClearRisk, support: Support) -> e.AtRiskCleared:
    """Also when the support is over: how it went is to be told."""
    flagged = support.noted.risks.get(command.flag)
    if flagged is None or flagged.cleared_on is not None:
        raise errors.RiskUnknown(flag=command.flag)
    refuse(
        in_the_future(command.on, command.today),
        errors.BeforeFlag(flagged_on=flagged.on) if command.on < flagged.on else None,
    )
    return e.AtRiskCleared(
        flag=command.flag,
        case=support.case,
        person=support.person,
        outcome=command.outcome,
        text=command.text,
        on=command.on,
    )
