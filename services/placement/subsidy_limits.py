"""Whether a person may have this support for this time: every reason why not, at once. Pure: no clock, no I/O."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.placement import commands as c
from services.placement import errors, rules
from services.placement import events as e
from services.placement.rules import RuleSet, SupportForm
from services.placement.subsidy_ledger import Granted, Ledger
from services.placement.subsidy_time import Span, days_in, last_day, used
from shared.errors import Refused


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A decision as it would be. `instead_of` is the one that it corrects; `extends` says that it follows another.

    `may_differ`: it begins later than it is decided, when the employment may have another form.
    """

    form: e.Form
    starts_on: date
    until: date
    nystart: e.NystartFacts | None
    extends: bool = False
    may_differ: bool = False
    instead_of: Granted | None = None

    @property
    def span(self) -> Span:
        return Span(first=self.starts_on, last=self.until)

    @property
    def only_shortens(self) -> bool:
        """It takes days away from a decision and adds none: no limit can be passed by that."""
        before = self.instead_of
        if before is None or before.until is None or before.nystart != self.nystart:
            return False
        return self.span.within(Span(first=before.starts_on, last=before.until))


def doubts(wanted: Wanted, ledger: Ledger, employed: c.Employed, search: c.Searched, ruleset: RuleSet) -> list[Refused | None]:
    """Why the person cannot have it, by this rule set."""
    rule = ruleset.forms.get(wanted.form)
    if rule is None:
        return [rules.form_refused(wanted.form, ruleset.version, sius_ended_on=search.ended_on)]
    if rule.one_decision is None:
        return [errors.FormNeedsNoDecision(form=wanted.form)]
    if wanted.until < wanted.starts_on:
        return [errors.SubsidyEndBeforeStart()]
    return [
        rules.beside_sius(rule, wanted.starts_on, sius_ended_on=search.ended_on),
        *_within_employment(wanted, employed),
        _form_differs(wanted, employed),
        _overlap(wanted, ledger, employed.employment),
        *_facts(wanted, rule),
        *(() if wanted.only_shortens else _limits(wanted, ledger, rule)),
    ]


def _within_employment(wanted: Wanted, employed: c.Employed) -> Iterable[Refused | None]:
    ended = employed.last_day
    yield errors.BeforeEmploymentStart(started_on=employed.first_day) if wanted.starts_on < employed.first_day else None
    yield errors.AfterEmploymentEnd(ended_on=ended) if ended is not None and wanted.until > ended else None


def _form_differs(wanted: Wanted, employed: c.Employed) -> Refused | None:
    """Support is of the form that the employment has on its first day; only a form that begins later may still be another.

    Terms are registered when they hold, not before. What was changed since then is examined anew by itself (49 §).
    """
    known = employed.form_on(wanted.starts_on)
    if wanted.may_differ or wanted.only_shortens or known in {None, wanted.form}:
        return None
    return errors.FormDiffersFromEmployment(form=wanted.form, employment_form=known, on=wanted.starts_on)


def _others(wanted: Wanted, ledger: Ledger) -> list[tuple[Granted, Span]]:
    """Every other decision that gave, or will give, a day."""
    replaced = wanted.instead_of.decision if wanted.instead_of else None
    return [
        (given, Span(first=given.starts_on, last=given.until))
        for given in ledger.granted
        if given.decision != replaced and given.until is not None
    ]


def _elsewhere(ledger: Ledger, form: e.Form) -> list[Span]:
    """The form's time that was not decided here."""
    return [Span(first=prior.starts_on, last=prior.until) for prior in ledger.prior if prior.form == form]


def _overlap(wanted: Wanted, ledger: Ledger, employment: UUID) -> Refused | None:
    """One employment has one support at a time."""
    taken = (span for given, span in _others(wanted, ledger) if given.employment == employment)
    return errors.SubsidiesOverlap() if any(span.meets(wanted.span) for span in taken) else None


def _facts(wanted: Wanted, rule: SupportForm) -> Iterable[Refused | None]:
    facts = wanted.nystart
    if rule.young is None and not rule.within_time_away:
        yield errors.NystartFactsMisplaced() if facts else None
    elif facts is None:
        yield errors.NystartFactsNeeded()
    else:
        yield errors.AwayAfterStart() if facts.away_since >= wanted.starts_on else None


def _limits(wanted: Wanted, ledger: Ledger, rule: SupportForm) -> Iterable[Refused | None]:
    spans = [wanted.span, *(span for given, span in _others(wanted, ledger) if given.form == wanted.form)]
    spans += _elsewhere(ledger, wanted.form)
    yield _too_long(wanted, rule)
    yield _used_up(wanted, rule, spans)
    yield _longer_than_away(wanted, rule, spans)


def _too_long(wanted: Wanted, rule: SupportForm) -> Refused | None:
    months = rule.one_decision
    if months is None or wanted.until <= (latest := last_day(wanted.starts_on, months)):
        return None
    return errors.DecisionTooLong(form=wanted.form, months=months, latest=latest, by=rule.basis)


def total_months(rule: SupportForm, facts: e.NystartFacts | None, *, extends: bool) -> int | None:
    """The total that the form has for somebody of that age; None: none is stated."""
    if rule.in_total is None:
        return None
    young = rule.young is not None and facts is not None and facts.age <= rule.young.to_age
    months = rule.young.in_total if rule.young is not None and young else rule.in_total
    return months + (rule.extra_months if extends else 0)


def _used_up(wanted: Wanted, rule: SupportForm, spans: Sequence[Span]) -> Refused | None:
    months = total_months(rule, wanted.nystart, extends=wanted.extends)
    if months is None:
        return None
    first, days = used(spans)
    room = days_in(first, months)
    if days <= room:
        return None
    return errors.SupportTimeUsedUp(form=wanted.form, months=months, room_days=room, would_be_days=days, by=rule.basis)


def _longer_than_away(wanted: Wanted, rule: SupportForm, spans: Sequence[Span]) -> Refused | None:
    """The time away is used once: whatever began after it counts, with whichever employer."""
    facts = wanted.nystart
    if not rule.within_time_away or facts is None or facts.away_since >= wanted.starts_on:
        return None
    first, days = used([span for span in spans if span.first > facts.away_since])
    away = (first - facts.away_since).days
    room = away + (days_in(first, rule.extra_months) if wanted.extends else 0)
    return errors.LongerThanTimeAway(away_days=away, would_be_days=days) if days > room else None


def earlier_forms_doubts(change: e.NewSubsidy, ledger: Ledger, employer: UUID, rule: SupportForm) -> Iterable[Refused | None]:
    """The earlier forms have been tested, in order (16 §); what must come before with the same employer has come (33 §)."""
    in_order = tuple(tested.form for tested in change.tested) == rule.tested_first
    yield None if in_order else errors.EarlierFormsNotTested(forms=list(rule.tested_first))
    with_employer = {
        given.form
        for given in ledger.granted
        if given.employer == employer and given.until is not None and given.starts_on <= change.starts_on
    }
    with_employer |= {prior.form for prior in ledger.prior if prior.employer == employer and prior.starts_on <= change.starts_on}
    missing = rule.follows and not with_employer.intersection(rule.follows) and change.particular_reasons is None
    yield errors.EarlierSupportNeeded(forms=list(rule.follows)) if missing else None


def longest(ledger: Ledger, form: e.Form, ruleset: RuleSet, day: date) -> tuple[int | None, int]:
    """(days in total or None, days used) of a form by these rules, for somebody whose support would begin on the day."""
    rule = ruleset.forms.get(form)
    spans = [Span(first=g.starts_on, last=g.until) for g in ledger.granted if g.form == form and g.until is not None]
    spans += _elsewhere(ledger, form)
    first, days = used(spans) if spans else (day, 0)
    months = rule.in_total if rule else None
    return (None if months is None else days_in(min(first, day), months)), days
