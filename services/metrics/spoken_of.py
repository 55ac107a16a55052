"""What each event in the log of received events speaks of, as columns that PostgreSQL makes from the event itself.

A figure that asks the log about a year would otherwise take apart the JSON of ten years. The columns are generated, not written:
they cannot differ from the event, and events that were logged before there were such columns have them too.

No event is refused for their sake. Only validated contracts are logged, and wherever one has `case`, `referral` or `person` it is
a UUID (a test asks every contract). A day that is not written as ISO 8601 writes days is none: `occurred_on` is null, as for an
event without a date. The surplus days of a date that no calendar has (30 February) run into the next month.
"""

from typing import Final

from services.metrics.figures.arguments import STOCKHOLM

# Casting text to date is not immutable, for it goes by the session's DateStyle; neither is to_date, for it goes by the session's
# language. PostgreSQL lets a generated column use neither. Digits taken from fixed places depend on nothing but the text.
DAY_TOLD: Final = """
create function day_told(told text) returns date language sql immutable parallel safe as $$
    select case when told ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' then
        make_date(nullif(substr(told, 1, 4)::integer, 0), substr(told, 6, 2)::integer, 1) + substr(told, 9, 2)::integer - 1
    end
$$
"""
OCCURRED_ON: Final = """
case when data ? 'started_on' then day_told(data ->> 'started_on')
     when data ? 'starts_on' and type not like '%-agreed.%' and type not like '%-decided.%' then day_told(data ->> 'starts_on')
     when data ? 'last_day' then day_told(coalesce(data ->> 'last_day', data ->> 'on'))
     when data ? 'week' then day_told(data ->> 'week') + 6
     when data ? 'month' then (day_told((data ->> 'month') || '-01') + interval '1 month' - interval '1 day')::date
     else day_told(data ->> 'on') end
"""
"""The day of an occurrence: a correction's day is the corrected one, a week or a month is over on its last day."""

COLUMNS: Final = {
    "occurred_on": f"date generated always as ({OCCURRED_ON}) stored",
    "days_late": f"integer generated always as ((recorded_at at time zone '{STOCKHOLM}')::date - ({OCCURRED_ON})) stored",
    "case_id": "uuid generated always as ((data ->> 'case')::uuid) stored",
    "referral": "uuid generated always as ((data ->> 'referral')::uuid) stored",
    "person": "uuid generated always as ((data ->> 'person')::uuid) stored",
    "unit": "text generated always as (data ->> 'unit') stored",
    "corrects": "boolean not null generated always as (data ->> 'corrects' is not null) stored",
}
"""Column → its type, and the one place where it is said how it comes from the event."""

DDL: Final = (
    DAY_TOLD,
    f"alter table received {', '.join(f'add column {name} {of}' for name, of in COLUMNS.items())}",
    """create index received_occurred on received (occurred_on)
       include (type, recorded_at, days_late, case_id, referral, unit, corrects)""",
    "create index received_person on received (person)",
    "create index received_unit on received (unit)",
    # Rows are read from the index alone where a vacuum has been, and of a table that only grows none comes by itself for a year.
    """alter table received set (
        autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 10000,
        autovacuum_analyze_scale_factor = 0.02
    )""",
)
"""One statement adds every column: the table is written anew once."""
